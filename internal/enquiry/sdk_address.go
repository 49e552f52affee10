package enquiry

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sdk"
)

// farAddress reads the address of a contact path in SDK: the organisation and the functional address with a space
// between, "0203:ludvika.se ludvika-ame", or a functional address that names the organisation's domain itself,
// "kommunfragor@af.example".
func farAddress(text string) (organisation, function string, ok bool) {
	parts := strings.Fields(text)
	switch {
	case len(parts) == 2:
		organisation, function = strings.ToLower(parts[0]), parts[1]
	case len(parts) == 1:
		_, domain, _ := strings.Cut(parts[0], "@")
		organisation, function = "0203:"+strings.ToLower(domain), parts[0]
	}
	return organisation, function, sdk.IsActor(organisation)
}

// far makes the receiver of a question the function that a path leads to, in another installation or another system.
func (w *work) far(to *exchange.Party, path contact.Path) error {
	organisation, function, ok := farAddress(path.Address)
	if !ok {
		says := language.T("Kontaktvägens adress i SDK går inte att använda. Välj en annan, och be mottagaren rätta den.", "The path's address in SDK cannot be used. Choose another, and ask the receiver to correct it.")
		return fault.New(fault.Invalid, cannotSend, fault.Field("path", says))
	}
	to.Outside, to.Authority, to.Address, to.Name = true, organisation, function, path.Name
	w.e.Channel = BySDK
	return nil
}

// sender tells which authority of the directory has written from an address of SDK: the one that has a contact path
// there, or the only one that has any of that organisation. Whoever is in no directory is outside.
func sender(ctx context.Context, q db.Reader, from exchange.Party) (string, error) {
	paths, err := contact.List(ctx, q, contact.Filter{Channel: contact.SDK})
	if err != nil {
		return "", err
	}
	var exact, any []string
	for _, p := range paths {
		organisation, function, ok := farAddress(p.Address)
		if !ok || organisation != from.Authority {
			continue
		}
		if any = append(any, p.Authority); function == from.Address {
			exact = append(exact, p.Authority)
		}
	}
	for _, list := range [][]string{exact, any} {
		slices.Sort(list)
		if list = slices.Compact(list); len(list) == 1 {
			return list[0], nil
		}
	}
	return outside, nil
}

// ownPath finds the contact path of an authority here by which a message came; empty when there is none or several.
func ownPath(ctx context.Context, q db.Reader, to exchange.Party) (string, error) {
	paths, err := contact.List(ctx, q, contact.Filter{Authority: to.Authority, Channel: contact.SDK})
	paths = slices.DeleteFunc(paths, func(p contact.Path) bool { return p.Unit != to.Unit || p.Kept == contact.Inactive })
	if err != nil || len(paths) != 1 {
		return "", err
	}
	return paths[0].ID, nil
}
