package enquiry

import (
	"samsyn/internal/contact"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/sdk"
)

// far makes the receiver of a question the function that a path leads to, in another installation or another system.
func (w *work) far(to *exchange.Party, path contact.Path) error {
	organisation, function, ok := sdk.Address(path.Address)
	if !ok {
		says := language.T("Kontaktvägens adress i SDK går inte att använda. Välj en annan, och be mottagaren rätta den.", "The path's address in SDK cannot be used. Choose another, and ask the receiver to correct it.")
		return fault.New(fault.Invalid, cannotSend, fault.Field("path", says))
	}
	to.Outside, to.Authority, to.Address, to.Name = true, organisation, function, path.Name
	w.e.Channel = BySDK
	return nil
}
