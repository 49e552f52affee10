package negotiation

import (
	"samsyn/internal/agreement"
	"samsyn/internal/clause"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// insider tells whether a reader may see who is named in an agreement: whoever may open the signed document, which names
// the same people.
func (s *Service) insider(r *web.Request, a agreement.Agreement) (bool, error) {
	err := policy.CheckRead(r.Context(), s.Trail.DB(), r.Actor, policy.ReadScan, a.Ref())
	for _, no := range []fault.Kind{fault.Denied, fault.NotFound, fault.Unauthenticated} {
		if fault.Is(err, no) {
			return false, nil
		}
	}
	return err == nil, err
}

// nameless is a document for everybody to read: of the people in it, what they do and not who they are.
func nameless(doc clause.Document) clause.Document {
	doc = Copy(doc)
	for _, v := range doc.Variables {
		if held, ok := doc.Values[v.ID]; ok && v.Kind == clause.Person {
			doc.Values[v.ID] = clause.Value{Function: held.Function}
		}
	}
	return doc
}

var sayNameless = language.T("Namn på personer visas bara för parterna. Här står deras funktion. Kontrollsumman gäller texten med namnen.",
	"Names of people are shown to the parties alone. Their function stands here. The checksum is that of the text with the names.")
