package exchange

import (
	"context"
	"slices"

	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/sdk"
)

// Outside is how a counterpart that no directory knows is named.
const Outside = "outside"

// SenderOf tells which authority of the directory has written from an address of SDK: the one that has a contact path
// there, or the only one that has any of that organisation. Whoever is in no directory is Outside.
func SenderOf(ctx context.Context, q db.Reader, from Party) (string, error) {
	paths, err := contact.List(ctx, q, contact.Filter{Channel: contact.SDK})
	if err != nil {
		return "", err
	}
	var exact, any []string
	for _, p := range paths {
		organisation, function, ok := sdk.Address(p.Address)
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
	return Outside, nil
}

// PathTo finds the contact path of an authority here by which a message came; empty when there is none or several.
func PathTo(ctx context.Context, q db.Reader, to Party) (string, error) {
	paths, err := contact.List(ctx, q, contact.Filter{Authority: to.Authority, Channel: contact.SDK})
	paths = slices.DeleteFunc(paths, func(p contact.Path) bool { return p.Unit != to.Unit || p.Kept == contact.Inactive })
	if err != nil || len(paths) != 1 {
		return "", err
	}
	return paths[0].ID, nil
}
