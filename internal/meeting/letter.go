package meeting

import (
	"context"
	"strings"

	"samsyn/internal/contact"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/web"
)

// letterPDF gives the call to the person as a letter to print and post, for who works with them; that it was read is noted.
func (s *Service) letterPDF(r *web.Request) (web.Response, error) {
	o, err := s.Open(r.Context(), r.Actor, r.Path("id"))
	switch {
	case err != nil:
		return web.Response{}, err
	case !o.Reads:
		return web.Response{}, fault.NotFoundThing()
	case o.Person.Protected(today(s.Trail.DB())):
		return web.Response{}, fault.New(fault.Conflict, phoneOnly)
	case o.State.Over():
		return web.Response{}, fault.New(fault.Conflict, notNow)
	}
	paper, err := s.letterOf(r.Context(), o, r.Actor.Authority)
	if err != nil {
		return web.Response{}, err
	}
	content, err := paper.Render(language.Swedish)
	if err != nil {
		return web.Response{}, err
	}
	return download("kallelse.pdf", "application/pdf", content), nil
}

func (s *Service) letterOf(ctx context.Context, o Opened, authority string) (exchange.Paper, error) {
	q := s.Trail.DB()
	names, err := directory.Authorities(ctx, q, []string{authority, o.Other}, today(q))
	if err != nil {
		return exchange.Paper{}, err
	}
	to := []string{o.Person.Name}
	for _, line := range strings.FieldsFunc(o.Person.Address, func(c rune) bool { return c == '\n' || c == ',' }) {
		if line = strings.TrimSpace(line); line != "" {
			to = append(to, line)
		}
	}
	from := names[authority]
	with := names[o.Other]
	reach, err := contact.SaidToPersons(ctx, q, authority, o.Municipality, today(q))
	return exchange.Paper{From: []string{from.Title()}, To: to, Reach: reach, Subject: letterSubject(o).Sv, Text: letterText(o, from.Title(), with.Title()), Sent: q.Now(), Made: q.Now()}, err
}

func letterSubject(o Opened) language.Text {
	if o.State == Booked {
		return language.T("Välkommen till ett möte", "Welcome to a meeting")
	}
	return language.T("Vi vill träffa dig", "We want to meet you")
}

// letterText is the call in plain words, a paragraph for each thing that the person needs to know.
func letterText(o Opened, from, with string) string {
	var parts []string
	add := func(text string) { parts = append(parts, text) }
	switch o.State {
	case Booked:
		add("Du är kallad till ett möte med " + from + " och " + with + ".")
		add("När: " + spanSaid(o.Starts.Time, o.Ends.Time).Sv + ".")
	case Offered:
		add(from + " och " + with + " vill träffa dig. Vilken av de här tiderna passar dig?")
		var times []string
		for _, x := range o.Offers {
			times = append(times, "– "+spanSaid(x.Starts.Time, x.Ends.Time).Sv)
		}
		add(strings.Join(times, "\n"))
		add("Ring eller skriv till oss, eller svara på Mina sidor. Passar ingen tid? Säg det, så får du nya.")
	default:
		add(from + " och " + with + " vill träffa dig. Du får snart tider att välja på.")
	}
	add("Hur: " + o.Way.Name().Sv + ".")
	if o.Where != "" {
		add("Var: " + o.Where + ".")
	}
	if o.Accessible {
		add("Lokalen ska vara tillgänglig för dig.")
	}
	add("Det här ska vi tala om: " + o.Called.Why)
	if o.Interpreter {
		add("Vi ordnar tolk: " + o.Called.Language + ".")
	} else {
		add("Behöver du tolk? Säg det till oss, så ordnar vi det. Det kostar inget.")
	}
	if o.Called.Needs != "" {
		add("Du har sagt att du behöver: " + o.Called.Needs + ".")
	}
	add("Du får ta med dig vem du vill, till exempel en anhörig eller ett ombud.")
	add("Kan du inte komma, eller vill du vänta? Hör av dig på det sätt som passar dig, så hittar vi en annan tid. Du bestämmer själv om du vill delta.")
	return strings.Join(parts, "\n\n")
}
