package fact

import "samsyn/internal/language"

// The measures of the toolbox and of local job tracks.
const (
	ToolboxUpdated   = "toolbox-updated"     // K14.1
	MeasureDecision  = "measure-decision"    // K14.2
	MeasureStart     = "measure-start"       // K14.3
	NoSuitable       = "no-suitable-measure" // K14.4
	JobTracks        = "job-tracks"          // K15.1
	JobTrackSeats    = "job-track-seats"     // K15.2
	JobTrackEmployed = "job-track-employed"  // K15.2
)

func ofMeasures() []Metric {
	t := language.T
	measures := t("insatser", "measures")
	return []Metric{
		span("K14.1", ToolboxUpdated, t("Förteckningens ålder", "Age of the list of measures"), t("poster", "entries"), t(
			"Från den senaste gången partens post i förteckningen ändrades eller bekräftades till nästa gång, i kalendermånader. Insatser som tagits ur förteckningen räknas inte.",
			"From the latest time when the party's entry in the list was changed or confirmed to the next, in calendar months. Measures taken out of the list do not count.")),
		span("K14.2", MeasureDecision, t("Tid till besked om insats", "Time to a decision on a measure"), t("förslag", "proposals"), t(
			"Från att en insats föreslogs i den gemensamma planeringen till att ansvarig part gav besked: beviljad eller avslagen med skäl. Paus: tid då ansvarig väntar på uppgifter från förslagsställaren eller personen.",
			"From when a measure was proposed in the joint plan to when the responsible party decided: granted or declined with a reason. Pause: time in which the responsible party waits for information from who proposed it or from the person.")),
		span("K14.3", MeasureStart, t("Tid till start av insats", "Time to the start of a measure"), measures, t(
			"Från beslutet om insatsen till dess första dag, i kalenderdagar. Paus: tid då personen själv bett att få vänta. Insatser som personen avstod från räknas inte.",
			"From the decision on the measure to its first day, in calendar days. Pause: time in which the person asked to wait. Measures that the person declined do not count.")),
		part("K14.4", NoSuitable, t("Förslag utan passande insats", "Proposals with no suitable measure"), t("förslag", "proposals"), t(
			"Täljare: förslag som avslogs med skälet att passande insats saknas. Nämnare: alla förslag som fick besked i perioden. Redovisas per målgrupp. Måttet är en signal om vad som saknas och har inget mål.",
			"Numerator: proposals declined because no suitable measure exists. Denominator: all proposals decided in the period. Told by target group. The measure is a signal of what is missing and has no target.")),
		part("K15.1", JobTracks, t("Lokala jobbspår", "Local job tracks"), t("jobbspår", "job tracks"), t(
			"Antalet lokala jobbspår som nådde rekryteringsfasen under perioden. Ett jobbspår räknas en gång, den dag då fasen började. Spår som lades ned före rekryteringsfasen räknas inte.",
			"How many local job tracks reached the recruitment phase in the period. A track counts once, on the day when that phase began. Tracks given up before it do not count.")),
		part("K15.2", JobTrackSeats, t("Fyllda platser i jobbspår", "Seats filled in job tracks"), t("platser", "seats"), t(
			"Täljare: platser i jobbspår som fylldes senast vid spårets start. Nämnare: alla planerade platser i jobbspår som startade i perioden, enligt avsiktsförklaringen med arbetsgivaren.",
			"Numerator: seats of job tracks filled by the track's start. Denominator: all planned seats of tracks that started in the period, according to the declaration of intent with the employer.")),
		part("K15.2", JobTrackEmployed, t("Anställda efter jobbspår", "Employed after a job track"), t("deltagare", "participants"), t(
			"Täljare: deltagare som hade fått anställning inom den tid efter jobbspårets avslut som åtagandet anger. Nämnare: alla deltagare i jobbspår för vilka den tiden gick ut i perioden. Deltagare som avbröt under de första tio arbetsdagarna räknas inte.",
			"Numerator: participants who were employed within the time after the end of the track that the commitment says. Denominator: all participants of tracks for which that time ended in the period. Those who left in the first ten working days do not count.")),
	}
}
