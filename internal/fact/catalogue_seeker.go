package fact

import "samsyn/internal/language"

// The measures of what persons ask of an authority, recorded by request. They are measured apart from the authorities' own
// questions, each as a whole and by the channel by which it came.
const (
	SeekerQuestion         = "seeker-question-told"
	SeekerQuestionMyPages  = "seeker-question-told-my-pages"
	SeekerQuestionPhone    = "seeker-question-told-phone"
	SeekerQuestionInPerson = "seeker-question-told-in-person"
	SeekerQuestionLetter   = "seeker-question-told-letter"
	SeekerMeeting          = "seeker-meeting-offered"
	SeekerMeetingMyPages   = "seeker-meeting-offered-my-pages"
	SeekerMeetingPhone     = "seeker-meeting-offered-phone"
	SeekerMeetingInPerson  = "seeker-meeting-offered-in-person"
	SeekerMeetingLetter    = "seeker-meeting-offered-letter"
)

// cameBy names the channels as a measure names them.
func cameBy() []struct {
	question, meeting string
	name              language.Text
} {
	t := language.T
	return []struct {
		question, meeting string
		name              language.Text
	}{
		{SeekerQuestionMyPages, SeekerMeetingMyPages, t("på mina sidor", "on the person's own pages")},
		{SeekerQuestionPhone, SeekerMeetingPhone, t("per telefon", "by telephone")},
		{SeekerQuestionInPerson, SeekerMeetingInPerson, t("på plats", "in person")},
		{SeekerQuestionLetter, SeekerMeetingLetter, t("i brev", "by letter")},
	}
}

func ofSeekers() []Metric {
	t := language.T
	questions, wishes := t("frågor", "questions"), t("önskemål", "wishes")
	answered := t("Från att en enskild ställde en fråga till myndigheten till att svaret nådde personen på det sätt som personen bett om, eller lades på posten. Paus: den tid då myndigheten väntar på att personen kompletterar. Ett samtal som ingen tog stoppar inte tiden. Måttet är skilt från myndigheternas frågor till varandra.",
		"From when a person asked the authority a question to when the answer reached the person in the way the person wished, or was posted. Pause: the time in which the authority waits for the person to give more. A call that nobody took does not stop the time. The measure is apart from the authorities' questions to each other.")
	offered := t("Från att en enskild bad om ett möte till att personen fick en tid, eller ett avslag med skäl, på det sätt som personen bett om. Paus: den tid då myndigheten väntar på att personen kompletterar.",
		"From when a person asked for a meeting to when the person was given a time, or a refusal with a reason, in the way the person wished. Pause: the time in which the authority waits for the person to give more.")
	out := []Metric{
		span("K9.1", SeekerQuestion, t("Svarstid på frågor från enskilda", "Answer time of questions from persons"), questions, answered),
		span("K13.1", SeekerMeeting, t("Tid till möte som enskilda bett om", "Time to a meeting that persons asked for"), wishes, offered),
	}
	for _, c := range cameBy() {
		out = append(out, span("K9.1", c.question, t("Svarstid på frågor från enskilda, %s", "Answer time of questions from persons, %s").With(c.name), questions, t("Bara det som kom %s. %s", "Only what came %s. %s").With(c.name, answered)),
			span("K13.1", c.meeting, t("Tid till möte som enskilda bett om, %s", "Time to a meeting that persons asked for, %s").With(c.name), wishes, t("Bara det som kom %s. %s", "Only what came %s. %s").With(c.name, offered)))
	}
	return out
}
