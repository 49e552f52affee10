package enquiry

import (
	"net/http"
	"time"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// apiNotes are what stays within the caller's own authority, and the answer to what was asked by telephone.
func (s *Service) apiNotes(rt *web.Router) {
	t, post := language.T, http.MethodPost
	web.API(rt, apiOp("note-heard-answer", post, oneAPI+"/heard-answers", t("Anteckna svaret på en fråga som ställts per telefon", "Note the answer to a question that was asked by telephone")), policy.FollowEnquiry, s.apiHeard)
	web.API(rt, apiOp("write-enquiry-note", post, oneAPI+"/notes", t("Skriv en intern anteckning. Den lämnar aldrig er myndighet.", "Write an internal note. It never leaves your authority.")), policy.NoteEnquiry, s.apiNote)
	web.API(rt, apiOp("read-enquiry-mentions", post, oneAPI+"/mentions/readings", t("Läs de interna anteckningar som nämner den som anropar. Läsningen antecknas.", "Read the internal notes that mention the caller. The reading is noted.")),
		policy.ReadEnquiry, s.apiMentions, web.Reading())
}

func (s *Service) apiHeard(r *web.Request, in *struct {
	Asked
	Body struct {
		Seen
		Outcome    Outcome   `json:"outcome" maxLength:"60"`
		AnsweredAt time.Time `json:"answeredAt,omitzero" doc:"När svaret kom; nu om den utelämnas || When the answer came; now when left out"`
		Text       string    `json:"text,omitempty" maxLength:"10000" doc:"Vad svaret blev || What the answer was"`
		Law        string    `json:"law,omitempty" maxLength:"60" doc:"Grunden som angavs för ett avböjande || The ground that was given for declining"`
	}
}) (*toldEnquiry, error) {
	b := in.Body
	return stepped(s.Heard(r.Context(), r.Actor, in.key(b.Seen), Heard{At: b.AnsweredAt, Outcome: b.Outcome, Text: b.Text, Law: b.Law}))
}

// apiNote answers with the question, which a note leaves as it was: nothing of what was written is kept with the call.
func (s *Service) apiNote(r *web.Request, in *struct {
	Asked
	Body struct {
		Text     string   `json:"text" minLength:"1" maxLength:"10000"`
		Mentions []string `json:"mentions,omitempty" maxItems:"20" doc:"Id för de kollegors konton som får veta att anteckningen finns || Ids of the accounts of the colleagues who are told that the note is there"`
	}
}) (*toldEnquiry, error) {
	if err := s.Note(r.Context(), r.Actor, in.ID, in.Body.Text, tidy(in.Body.Mentions)); err != nil {
		return nil, err
	}
	return s.apiOne(r, &in.Asked)
}

// noteItem is an internal note as the API gives it.
type noteItem struct {
	ID       string    `json:"id"`
	Account  string    `json:"account" doc:"Kontots id || Id of the account"`
	At       time.Time `json:"at"`
	Text     string    `json:"text"`
	Mentions []string  `json:"mentions,omitempty"`
}

func noteItems(list []Note) []noteItem {
	out := []noteItem{}
	for _, n := range list {
		out = append(out, noteItem{ID: n.ID, Account: n.Account, At: n.At.Time, Text: n.Text, Mentions: n.Named})
	}
	return out
}

type notesAnswer struct {
	Body struct {
		Notes []noteItem `json:"notes" nullable:"false"`
	}
}

func (s *Service) apiMentions(r *web.Request, in *Asked) (*notesAnswer, error) {
	list, err := s.Mentions(r.Context(), r.Actor, in.ID)
	out := notesAnswer{}
	out.Body.Notes = noteItems(list)
	return &out, err
}
