package seeker

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
)

// Letter is the paper with a code on it, to be handed to the person. It names neither the person nor, when the identity is
// protected, the authority: whoever finds the paper learns nothing of whose it is or where.
type Letter struct {
	Code Code
	Text string // the code
	From string // name of the authority; empty when it is not to be said
	Base string // where people reach the service
	// Reach is how the authority is reached, a line each; none when it is not to be said.
	Reach []string
}

// Render gives the letter as a tagged PDF, in Swedish with the most needful in English.
func (l Letter) Render() ([]byte, error) {
	until := calendar.DateOf(l.Code.EndsAt.Add(-1))
	return pdf.Render(pdf.Document{Title: "Din engångskod för mina sidor i Samsyn", Author: l.From, Lang: language.Swedish, Made: l.Code.MadeAt.Time,
		Header: "Samsyn, mina sidor", Footer: "Visa inte koden för någon annan",
		Blocks: append(l.inSwedish(until), l.inEnglish(until)...)})
}

func (l Letter) address() string { return l.Base + "/mina-sidor" }

func (l Letter) inSwedish(until calendar.Date) []pdf.Block {
	blocks := []pdf.Block{
		pdf.H(1, "Din engångskod för mina sidor"),
		pdf.P("Med koden loggar du in en gång på mina sidor i Samsyn. Där ser du vem som hjälper dig, vad myndigheterna har frågat varandra om dig och vem som har läst dina uppgifter. Du kan också lämna och ta tillbaka samtycke."),
		pdf.KeyValues{{Key: "Koden", Value: pdf.Rich{pdf.Bold(Grouped(l.Text))}}, {Key: "Gäller till och med", Value: pdf.Text(until.String())}, {Key: "Adress", Value: pdf.Text(l.address())}},
		pdf.H(2, "Så gör du"),
		pdf.List{Numbered: true, Items: items(
			"Gå till adressen ovan på en dator eller telefon. Du kan låna en dator på biblioteket.",
			"Välj att logga in med engångskod.",
			"Skriv din födelsedag med åtta siffror: år, månad, dag. Har du samordningsnummer, skriv numrets åtta första siffror.",
			"Skriv koden. Stora och små bokstäver spelar ingen roll, och bindestrecken behövs inte.",
			"Logga ut när du är klar.")},
		pdf.H(2, "Bra att veta"),
		pdf.List{Items: items(
			"Koden går att använda en gång. Vill du logga in igen får du en ny kod av din handläggare.",
			"Skriver du fel födelsedag fem gånger slutar koden att gälla.",
			"Visa inte koden för någon. Ingen myndighet ringer och frågar efter den.")},
		pdf.H(2, "Om du tappar brevet"),
		pdf.P("Ring din handläggare och säg att koden ska spärras. Du får en ny när ni träffas nästa gång."),
		pdf.H(2, "Om du inte vill eller kan använda en dator"),
		pdf.P("Du kan göra allt det här genom din handläggare i stället: på ett möte, per telefon eller i ett brev. Du kan också be någon annan hjälpa dig med en fullmakt."),
	}
	if len(l.Reach) > 0 {
		blocks = append(blocks, pdf.H(2, "Så når du oss"), pdf.List{Items: items(l.Reach...)})
	}
	if l.From != "" {
		blocks = append(blocks, pdf.P("Brevet kommer från "+l.From+"."))
	}
	return blocks
}

func (l Letter) inEnglish(until calendar.Date) []pdf.Block {
	return []pdf.Block{pdf.H(2, "In English"),
		pdf.P("This is a one-time code for your own pages in Samsyn. Go to " + l.address() + ", choose to sign in with a one-time code, and write your date of birth (year, month, day, eight figures) and the code. It works once, until " + until.String() + ". If you lose this paper, call your caseworker. You can also do everything with your caseworker: in person, by phone or by letter."),
	}
}

func items(texts ...string) (list []pdf.Item) {
	for _, t := range texts {
		list = append(list, pdf.Item{Text: pdf.Text(t)})
	}
	return list
}
