package cast

import (
	"context"
	"fmt"

	"samsyn/internal/app"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/measure"
)

// Toolbox enters what the cast offers: the agency's measures for the whole country and in Dalarna, Ludvika's and Falun's.
func Toolbox(ctx context.Context, a *app.App) error {
	have, err := measure.Total(ctx, a.DB, measure.Filter{})
	if err != nil || have > 0 {
		return err
	}
	at, err := authorities(ctx, a)
	if err != nil {
		return err
	}
	for _, x := range offers(today(a)) {
		who, err := actorOf(ctx, a, x.by)
		if err != nil {
			return err
		}
		owner := x.at
		if id, ok := at[x.at]; ok {
			owner = id
		}
		d := x.Draft
		d.From, d.Owner, d.Name = since, who.ID, d.Name+" (Demo)"
		if _, err := a.Measures.Add(ctx, maker(), owner, d); err != nil {
			return fmt.Errorf("toolbox: %s: %w", d.Name, err)
		}
	}
	return nil
}

// offer is a measure with who keeps it.
type offer struct {
	at, by string
	measure.Draft
}

func offers(day calendar.Date) []offer {
	needs := func(n ...matter.Need) []matter.Need { return n }
	groups := func(g ...measure.Group) []measure.Group { return g }
	return []offer{
		{LudvikaWork, Anna, measure.Draft{Scheme: "municipal-placement", Name: "Verkstaden i Ludvika", Needs: needs("practice", "everyday"), Groups: groups(measure.LongTerm, measure.Income), Site: "Industrigatan 4, Ludvika", HoursFrom: 10, HoursTo: 30, Weeks: 26, Places: 12,
			Says:  "Man lagar cyklar och möbler i en liten grupp, i sin egen takt. Handledare finns på plats hela dagen. Man börjar med tio timmar i veckan och ökar efter hand.",
			Apply: "Genom er handläggare. Ett första besök bokas inom två veckor.", Languages: []string{"sv", "en", "ti"}, Rules: measure.Rules{{Kind: measure.AgeFrom, Years: 18}, {Kind: measure.Support}}}},
		{LudvikaWork, Anna, measure.Draft{Scheme: "municipal-temporary-job", Name: "Arbetsmarknadsanställning i parkgruppen", Needs: needs("practice", "search"), Groups: groups(measure.LongTerm), Site: "Parkförrådet, Ludvika", HoursFrom: 30, HoursTo: 40, Weeks: 52, Places: 6,
			Says:  "Man sköter parker och lekplatser tillsammans med kommunens egen personal, med lön och handledning. Under anställningen söker man arbete med stöd av en coach.",
			Apply: "Handläggaren anmäler. Beslut tas första måndagen i månaden.", Languages: []string{"sv"}, Rules: measure.Rules{{Kind: measure.Registered}, {Kind: measure.Swedish, Level: "A2"}, {Kind: measure.Other, Text: "klarar att arbeta utomhus"}}}},
		{LudvikaWork, Anna, measure.Draft{Scheme: "municipal-coaching", Name: "Jobbcoach på arbetsmarknadsenheten", Needs: needs("search", "skills", "contact"), Site: "Storgatan 20, Ludvika", Remote: true, HoursFrom: 2, HoursTo: 6, Weeks: 16,
			Says:  "En egen coach hjälper till med ansökningar, intervjuer och kontakt med arbetsgivare. Man träffas varje vecka, på plats eller på distans.",
			Apply: "Ring eller kom till enheten, eller fråga er handläggare.", Languages: []string{"sv", "en", "ar", "so"}}},
		{LudvikaWork, Anna, measure.Draft{Scheme: "language-support", Name: "Språkcafé med studiebesök", Needs: needs("language"), Groups: groups(measure.NewArrivals), Site: "Biblioteket, Ludvika", HoursFrom: 3, HoursTo: 6, Places: 20,
			Says:  "Man talar svenska i små grupper två gånger i veckan. En gång i månaden besöker gruppen en arbetsplats och får veta vad som krävs för att arbeta där.",
			Apply: "Kom till biblioteket en tisdag klockan 13.", Languages: []string{"sv", "ar", "ti", "so", "uk"}}},
		{LudvikaWork, Anna, measure.Draft{Scheme: "youth-responsibility", Name: "Ung framåt", Needs: needs("education", "contact", "skills"), Groups: groups(measure.Youth), Site: "Ungdomens hus, Ludvika", HoursFrom: 10, HoursTo: 25, Places: 15, Starts: day.AddDays(40),
			Says:  "För den som är under 20 år och inte går i gymnasiet. Man prövar praktik, får studievägledning och gör en egen plan tillsammans med en handledare.",
			Apply: "Ring eller skicka sms till Ung framåt. En handläggare kan också anmäla.", Languages: []string{"sv", "en"}, Rules: measure.Rules{{Kind: measure.AgeFrom, Years: 16}, {Kind: measure.AgeTo, Years: 19}}}},
		{LudvikaWork, Anna, measure.Draft{Scheme: "coordinated-rehabilitation", Name: "Steg för steg", Organiser: "Samordningsförbundet i södra Dalarna (Demo)", Needs: needs("health", "adaptation", "contact"), Groups: groups(measure.Reduced), Site: "Fredsgatan 2, Ludvika", HoursFrom: 5, HoursTo: 20, Places: 8, Areas: []string{"2085", "2061"},
			Says:  "Man får stöd av både arbetsterapeut och arbetscoach och prövar steg för steg hur mycket man kan arbeta. Stödet finns kvar också på den första arbetsplatsen.",
			Apply: "Handläggaren anmäler tillsammans med personen.", Languages: []string{"sv"}, Rules: measure.Rules{{Kind: measure.AgeFrom, Years: 18}, {Kind: measure.AgeTo, Years: 64}, {Kind: measure.Other, Text: "har kontakt med vården"}}}},
		{FalunWork, Johan, measure.Draft{Scheme: "municipal-placement", Name: "Köksskolan i Falun", Needs: needs("practice", "language"), Groups: groups(measure.LongTerm, measure.NewArrivals), Site: "Slaggatan 9, Falun", HoursFrom: 20, HoursTo: 30, Weeks: 20, Places: 10,
			Says:  "Man lär sig arbeta i storkök, med yrkessvenska på plats två förmiddagar i veckan. Efter tio veckor gör man praktik i ett skolkök.",
			Apply: "Handläggaren anmäler.", Languages: []string{"sv", "ar", "ti"}, Rules: measure.Rules{{Kind: measure.Swedish, Level: "A1"}}}},
		{directory.PES, Astrid, measure.Draft{Scheme: "work-training", Name: "Arbetsträning", Needs: needs("practice", "health", "adaptation"), Groups: groups(measure.LongTerm, measure.Reduced), HoursFrom: 10, HoursTo: 40, Weeks: 12, Site: "hos en arbetsgivare",
			Says:  "Man prövar att arbeta på en vanlig arbetsplats i sin egen takt, med handledning och utan krav på att prestera som en anställd.",
			Apply: "Arbetsförmedlaren beslutar efter ett möte med personen.", Languages: []string{"sv", "en"}, Rules: measure.Rules{{Kind: measure.Registered}}}},
		{directory.PES, Astrid, measure.Draft{Scheme: "vocational-labour-training", Name: "Yrkesutbildning till svetsare", Needs: needs("education"), Groups: groups(measure.LongTerm), Site: "Borlänge", HoursFrom: 35, HoursTo: 40, Weeks: 30, Places: 4, Areas: []string{"2080", "2081", "2085"}, Organiser: "Demoutbildning AB (Demo)",
			Says:  "En yrkesutbildning som köps in av Arbetsförmedlingen. Man lär sig svetsa med tre metoder och gör prov för intyg under utbildningen.",
			Apply: "Arbetsförmedlaren beslutar.", Languages: []string{"sv"}, Rules: measure.Rules{{Kind: measure.Registered}, {Kind: measure.AgeFrom, Years: 25}, {Kind: measure.Swedish, Level: "B1"}, {Kind: measure.WithoutWork, Definition: longTerm12()}}}},
	}
}

// longTerm12 is the agency's definition of somebody twelve months without work.
func longTerm12() law.DefinitionID {
	for _, d := range law.DefinitionsOf(law.LongTerm) {
		if d.Threshold.Months == 12 {
			return d.ID
		}
	}
	return ""
}
