package matter

import (
	"strings"

	"samsyn/internal/db"
	"samsyn/internal/language"
)

// Act is what one can do in a matter, as it stands in its history.
type Act string

// The acts.
const (
	Begin    Act = "begin"
	Join     Act = "join"  // another hand-over between the two came to the same matter
	Take     Act = "take"  // somebody works with the person now
	AskRound Act = "round" // a new round of judging is asked for
	Start    Act = "start" // one begins to judge
	Give     Act = "give"  // one has judged
	Compares Act = "compare"
	Talk     Act = "talk" // what they saw differently is talked about
	Write    Act = "write"
	Renew    Act = "renew" // a new ground after a withdrawal
	Stops    Act = "stop"  // a consent is withdrawn
	Waits    Act = "wait"  // both wait for the person, or for a statement
	GoesOn   Act = "go-on"
	Leave    Act = "leave" // the sight of who handed over has ended
	CloseAct Act = "close"
	Reopen   Act = "reopen"
)

// happened is what an event says to a reader.
func (a Act) happened(who string) language.Text {
	t := language.T
	said := map[Act]language.Text{
		Begin: t("%s tog emot överlämningen och ärendet började", "%s accepted the hand-over and the matter began"), Join: t("%s tog emot en överlämning till i ärendet", "%s accepted one more hand-over in the matter"),
		Take: t("%s har en ny handläggare", "%s has a new officer"), AskRound: t("%s bad om en ny gemensam kartläggning", "%s asked for a new joint assessment"),
		Start: t("%s började sin bedömning", "%s began its judgement"), Give: t("%s har bedömt", "%s has judged"), Compares: t("Båda har bedömt, och ser varandras bedömningar", "Both have judged, and see each other's judgement"),
		Talk: t("%s antecknade ett samtal om det ni ser olika på", "%s noted a talk about what you see differently"), Write: t("%s skrev ett meddelande", "%s wrote a message"),
		Renew: t("%s angav en ny grund", "%s recorded a new ground"), Stops: t("Ett samtycke återkallades: inget mer lämnas ut med stöd av det", "A consent was withdrawn: nothing more is told on it"),
		Waits: t("%s antecknade att ni väntar", "%s noted that you wait"), GoesOn: t("Väntan är slut", "The waiting is over"),
		Leave: t("%s har inte längre insyn", "%s no longer has sight of it"), CloseAct: t("%s avslutade ärendet", "%s closed the matter"), Reopen: t("%s öppnade ärendet igen", "%s reopened the matter"),
	}
	text, ok := said[a]
	switch {
	case !ok:
		return a.planned(who)
	case !strings.Contains(text.Sv, "%s"): // nobody did it: both judged, or the person withdrew
		return text
	}
	return text.With(who)
}

// Wait is what a side is to do next.
type Wait string

// What can be waited for.
const (
	Nothing  Wait = ""
	ToStart  Wait = "start"  // begin to judge
	ToJudge  Wait = "judge"  // give the judgement
	ToTalk   Wait = "talk"   // about what the two see differently
	ToGround Wait = "ground" // record a new ground
	ToTake   Wait = "take"   // somebody must work with the person
)

// Name gives it in words.
func (w Wait) Name() language.Text {
	t := language.T
	switch w {
	case ToStart:
		return t("börja bedöma", "begin to judge")
	case ToJudge:
		return t("bedöma klart", "complete the judgement")
	case ToTalk:
		return t("tala om det ni ser olika på", "talk about what you see differently")
	case ToGround:
		return t("ange en ny grund", "record a new ground")
	case ToTake:
		return t("utse en handläggare", "name an officer")
	}
	return t("inget just nu", "nothing right now")
}

// Event is what happened, when, and by whom.
type Event struct {
	ID        string  `db:"id"`
	Matter    string  `db:"matter_id"`
	Round     int64   `db:"round"`
	Seq       int64   `db:"seq"`
	Act       Act     `db:"act"`
	At        db.Time `db:"at"`
	Authority string  `db:"authority_id"`
	Account   string  `db:"account_id"`
}
