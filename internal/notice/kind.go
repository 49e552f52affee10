package notice

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Channel is where a person is told.
type Channel string

// The channels.
const (
	Product Channel = "product" // in the product's own list
	Mail    Channel = "mail"
)

// Kind is a sort of notice, chosen or turned off as one.
type Kind struct {
	ID     string        // "agreement.ends"
	Name   language.Text // "Överenskommelser som snart löper ut"
	Why    language.Text // a whole sentence: "Du får detta därför att …"
	Mail   bool          // by e-mail too, until the person says otherwise
	Urgent bool          // its e-mails leave at once, not once a day
	Duty   bool          // cannot be turned off in the product: the person must know
}

// wanted tells whether a person who has not chosen is told in a channel.
func (k Kind) wanted(c Channel) bool { return c == Product || k.Mail }

// Choice is one person's choice about one kind.
type Choice struct {
	Kind    Kind
	Product bool
	Mail    bool
}

// want applies what a person has chosen to a kind.
func want(k Kind, chosen map[Channel]bool) Choice {
	c := Choice{Kind: k, Product: k.wanted(Product), Mail: k.wanted(Mail)}
	if v, ok := chosen[Product]; ok {
		c.Product = v
	}
	if v, ok := chosen[Mail]; ok {
		c.Mail = v
	}
	c.Product = c.Product || k.Duty
	return c
}

// News is what is told: about which thing, in both languages, without personal data.
type News struct {
	Kind  string
	Thing ref.Ref
	Text  language.Text
}
