package enquiry

import (
	"encoding/json"
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/contact"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
)

// Question is what the asker writes. All of it may be a draft; Send says what is missing.
type Question struct {
	Receiver     string          `json:"receiver"` // authority
	Unit         string          `json:"unit,omitempty"`
	Path         string          `json:"path,omitempty"` // contact path, if one was chosen
	Municipality string          `json:"municipality"`
	Topics       []contact.Topic `json:"topics"`
	Personal     bool            `json:"personal"`
	Urgent       bool            `json:"urgent,omitempty"`
	UrgentWhy    string          `json:"urgentWhy,omitempty"` // an emergency, or the livelihood threatened within three working days
	Number       string          `json:"number,omitempty"`
	Name         string          `json:"name,omitempty"`
	Text         string          `json:"text"`
	Purpose      string          `json:"purpose,omitempty"` // what the information is needed for, in few words; never about the person
	Basis        Basis           `json:"basis"`
	Health       bool            `json:"health,omitempty"`    // the text tells of the person's health
	Certified    bool            `json:"certified,omitempty"` // no protected identity is concerned
	Callback     bool            `json:"callback,omitempty"`
	Phone        string          `json:"phone,omitempty"`
	Reach        calendar.Hours  `json:"reach"`
	Part         bool            `json:"part,omitempty"` // sent without what is about the person: the clock waits
	Files        []file.Checked  `json:"-"`
}

// Basis is the ground on which one side tells the other something about the person.
type Basis = person.Basis

// clean takes away what a form adds.
func (q *Question) clean() {
	q.Text, q.Purpose, q.Name, q.Phone = strings.TrimSpace(q.Text), oneLine(q.Purpose), oneLine(q.Name), oneLine(q.Phone)
	q.Number = strings.TrimSpace(q.Number)
}

// number reads the number; zero when there is none.
func (q Question) number(on calendar.Date) (identity.PersonalNumber, error) {
	if q.Number == "" {
		return identity.PersonalNumber{}, nil
	}
	n, err := identity.ParsePersonal(q.Number, on)
	if err != nil {
		err = fault.New(fault.Invalid, badNumber, fault.Field("number", badNumber))
	}
	return n, err
}

// check says what is missing before a question can be sent.
func (q Question) check(asker string) (p []fault.Problem) {
	t := language.T
	need := func(missing bool, field string, says language.Text) {
		if missing {
			p = append(p, fault.Field(field, says))
		}
	}
	need(q.Receiver == "" || q.Receiver == asker, "receiver", t("Välj vem frågan ska till.", "Choose who the question is for."))
	need(q.Municipality == "", "municipality", t("Välj vilken kommun frågan gäller.", "Choose which municipality the question concerns."))
	need(len(q.Topics) == 0, "topics", t("Välj vad frågan gäller.", "Choose what the question is about."))
	need(!q.Personal && (q.Number != "" || q.Name != ""), "number", t("Frågan är ställd som en allmän fråga. Ta bort personen, eller ställ den som en fråga om en person.", "The question is asked as a general one. Take the person away, or ask it as one about a person."))
	need(q.Urgent && strings.TrimSpace(q.UrgentWhy) == "", "urgentWhy", t("Skriv varför frågan är brådskande.", "Write why the question is urgent."))
	need(q.Callback && q.Phone == "", "phone", t("Ange numret som mottagaren ska ringa.", "Give the number that the receiver should call."))
	for _, code := range q.Topics {
		if _, ok := contact.TopicOf(code); !ok {
			need(true, "topics", t("Ämnet finns inte. Välj ett i listan.", "There is no such topic. Choose one of the list."))
		}
	}
	if q.Part {
		return p
	}
	need(!q.Personal && q.Text == "", "text", t("Skriv frågan.", "Write the question."))
	need(q.Personal && q.Number == "", "number", t("Ange personnummer eller samordningsnummer.", "Give the personal or coordination number."))
	need(q.Personal && q.Purpose == "", "purpose", t("Skriv vad uppgifterna behövs till.", "Write what the information is needed for."))
	need(q.Personal && !q.Certified, "certified", phoneOnly)
	return p
}

func encode(q Question) ([]byte, error) { return json.Marshal(q) }

func decode(b []byte) (q Question, err error) {
	err = json.Unmarshal(b, &q)
	return q, err
}
