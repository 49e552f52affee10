package negotiation

import (
	"context"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// blocked is the agreement in the way of a new one, with the name of its municipality.
type blocked struct {
	agreement.Blocked
	name string
}

// blocking tells whether another agreement holds in some of the days for some of the municipalities.
func blocking(ctx context.Context, q db.Reader, codes []string, days calendar.Period) (out blocked, ok bool, err error) {
	if out.Blocked, ok, err = agreement.Blocking(ctx, q, codes, days); err != nil || !ok {
		return out, ok, err
	}
	places, err := directory.Named(ctx, q, []string{out.Municipality}, calendar.DateOf(q.Now()))
	for _, p := range places {
		out.name = p.OfficialName
	}
	return out, ok, err
}

// blockedBy tells whether a draft of a new agreement would hold beside another in the days that its text says; ok is
// false when nothing is in the way, or the text says no first day yet.
func (d Draft) blockedBy(ctx context.Context, q db.Reader, doc clause.Document) (out blocked, ok bool, err error) {
	from, to := Term(doc)
	if d.Kind != NewAgreement || !d.State.Live() || from.IsZero() || !to.IsZero() && to.Before(from) {
		return out, false, nil
	}
	return blocking(ctx, q, d.Municipalities(), calendar.Period{From: from, To: to})
}

// free refuses a text whose days are not free: neither approving it nor signing it could make it an agreement.
func (d Draft) free(ctx context.Context, q db.Reader, doc clause.Document) error {
	b, is, err := d.blockedBy(ctx, q, doc)
	if err != nil || !is {
		return err
	}
	return fault.New(fault.Conflict, language.T("%s %s", "%s %s").With(b.said(), b.remedy()))
}

// said is what is in the way.
func (b blocked) said() language.Text {
	return language.T("%s har redan en överenskommelse som gäller %s, och en kommun kan bara ha en åt gången.", "%s has an agreement already that is in force %s, and a municipality can have only one at a time.").With(b.name, b.By.Period())
}

// remedy is what can be done.
func (b blocked) remedy() language.Text {
	if b.Free.IsZero() {
		return language.T("Den har ingen sista dag. Ändra den i stället, eller säg upp den först.", "It has no last day. Amend it instead, or give notice of it first.")
	}
	return language.T("En ny kan gälla tidigast från %s. Ändra första dagen till dess, eller börja en ändring eller förlängning av den som gäller.", "A new one can hold from %s at the earliest. Change the first day to that, or begin an amendment or a renewal of the one in force.").With(b.Free.Long())
}

// alert says it on a page, with the ways out.
func (b blocked) alert(r *web.Request) ui.AlertBox {
	return ui.AlertBox{Level: ui.Warn, Text: r.Say(b.said()) + " " + r.Say(b.remedy()), Links: []ui.Link{
		{Label: r.Say(language.T("Ändra eller förläng överenskommelsen i stället", "Amend or renew the agreement instead")), Href: listPath + "/nytt?" + paramAgreement + "=" + b.By.ID},
		{Label: r.Say(sayGoAgree), Href: b.By.Path()}}}
}
