package sdk

import "strings"

// Address reads an address as a contact path has it: the organisation and the functional address with a space between,
// "0203:ludvika.se ludvika-ame", or a functional address that names the organisation's domain itself,
// "kommunfragor@af.example".
func Address(text string) (organisation, function string, ok bool) {
	parts := strings.Fields(text)
	switch {
	case len(parts) == 2:
		organisation, function = strings.ToLower(parts[0]), parts[1]
	case len(parts) == 1:
		_, domain, _ := strings.Cut(parts[0], "@")
		organisation, function = "0203:"+strings.ToLower(domain), parts[0]
	}
	return organisation, function, IsActor(organisation)
}
