package fact

import "samsyn/internal/language"

// The measures of questions between authorities, recorded by enquiry.
const (
	FirstResponse    = "first-response-time"
	CallbackAttempts = "callback-attempts"
	ForwardedTwice   = "forwarded-more-than-once"
	CallbackReceived = "callback-received"
	AnswerTime       = "answer-time"
	UrgentSameDay    = "urgent-same-day"
	LateTold         = "late-told-in-time"
	CompleteFirst    = "complete-first-time"
	RefusalGround    = "refusal-with-ground"
	InSSBTEK         = "answerable-in-ssbtek"
)

func ofEnquiries() []Metric {
	t := language.T
	questions := t("frågor", "questions")
	return []Metric{
		span("K9.1", AnswerTime, t("Svarstid på frågor om enskilda", "Answer time of questions about persons"), questions, t(
			"Från att en fullständig fråga om en enskild kom in till att mottagaren svarade, svarade i del eller avböjde med skäl. Pauser: den tid då mottagaren väntar på komplettering eller samtycke från den som frågade. Besked om ny tid stoppar inte klockan. Samma mått gäller åt båda håll: parten som är skyldig svaret är den som mäts.",
			"From when a complete question about a person arrived to when the receiver answered, answered in part or refused with a reason. Pauses: the time in which the receiver waits for more information or consent from the asker. News of a later time does not stop the clock. The same measure holds both ways: who owes the answer is measured.")),
		part("K9.3", UrgentSameDay, t("Brådskande frågor besvarade samma dag", "Urgent questions answered the same day"), questions, t(
			"Täljare: brådskande frågor som besvarades eller avböjdes med skäl samma arbetsdag som de kom in. Nämnare: alla frågor som förföll i perioden och som märkts brådskande därför att personen är i en nödsituation eller försörjningen hotas inom tre arbetsdagar. En fråga efter klockan 16 kom in nästa arbetsdag. Frågor där mottagaren med skäl ändrat märkningen räknas inte.",
			"Numerator: urgent questions answered, or refused with a reason, on the working day they arrived. Denominator: all questions due in the period that were marked urgent because the person is in an emergency or their livelihood is threatened within three working days. A question after 16.00 arrived the next working day. Questions whose mark the receiver changed with a reason do not count.")),
		part("K9.4", LateTold, t("Besked om ny tid före utgången", "Told of a later time before the time was up"), questions, t(
			"Täljare: frågor där mottagaren lämnade besked med en ny tid innan den utlovade tiden gått ut. Nämnare: frågor som inte besvarades inom den utlovade tiden och som förföll i perioden. Ett besked utan ny tid räknas inte.",
			"Numerator: questions whose receiver gave a new time before the promised time was up. Denominator: questions not answered within the promised time that fell due in the period. A message without a new time does not count.")),
		part("K9.5", CompleteFirst, t("Fullständiga frågor från början", "Questions complete from the start"), questions, t(
			"Täljare: frågor där mottagaren inte behövde begära komplettering. Nämnare: alla frågor som avslutades i perioden. Följdfrågor som uppstår ur svaret är nya frågor. Den part som frågar är den som mäts.",
			"Numerator: questions for which the receiver did not need to ask for more. Denominator: all questions closed in the period. Follow-up questions that come from the answer are new questions. The asking party is measured.")),
		part("K9.6", RefusalGround, t("Avslag med angiven grund", "Refusals with a ground"), t("avslag", "refusals"), t(
			"Täljare: frågor som avböjdes helt eller delvis med angiven grund. Nämnare: alla frågor som avböjdes i perioden. Det är en systemregel: ett avslag kan inte lämnas utan grund.",
			"Numerator: questions refused, wholly or in part, with a stated ground. Denominator: all questions refused in the period. It is a system rule: no refusal can be given without a ground.")),
		part("K9.7", InSSBTEK, t("Frågor som SSBTEK kunde besvara", "Questions that SSBTEK could answer"), questions, t(
			"Täljare: frågor från en enhet med rätt till SSBTEK där svaret fanns i tjänsten när frågan ställdes, enligt mottagarens märkning. Nämnare: alla frågor från sådana enheter som avslutades i perioden. Frågor från enheter utan rätt till SSBTEK räknas inte.",
			"Numerator: questions from a unit with the right to use SSBTEK whose answer was in that service when asked, as the receiver marked. Denominator: all questions from such units closed in the period. Questions from units without that right do not count.")),
	}
}
