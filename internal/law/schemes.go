package law

import (
	"slices"

	"samsyn/internal/language"
)

var schemes = slices.Concat(schemesOfPES, schemesOfMunicipalities)

var schemesOfPES = []Scheme{
	{ID: "job-and-development-guarantee", Name: language.T("Jobb- och utvecklingsgarantin", "Job and development guarantee"), Kind: Programme, Decider: DecidedByPES, Valid: always,
		Standing: read("JK 2021/879"), Note: language.T("Ram för den som har varit utan arbete länge; aktivitetsstöd betalas av Försäkringskassan.", "Framework for those long without work; activity support is paid by the Social Insurance Agency.")},
	{ID: "youth-job-guarantee", Name: language.T("Jobbgarantin för ungdomar", "Youth job guarantee"), Kind: Programme, Decider: DecidedByPES, Valid: always,
		Standing: read("JK 2021/879"), Note: language.T("För den som är under 25 år.", "For those under 25.")},
	{ID: "introduction-programme", Name: language.T("Etableringsprogrammet", "Introduction programme"), Kind: Programme, Decider: DecidedByPES, Valid: always,
		Standing: read("regeringsuppdrag december 2024"), Note: language.T("För nyanlända.", "For new arrivals.")},
	{ID: "work-placement", Name: language.T("Arbetspraktik", "Work placement"), Kind: Programme, Decider: DecidedByPES, Valid: always,
		Standing: read("Arbetsförmedlingens program")},
	{ID: "work-training", Name: language.T("Arbetsträning", "Work training"), Kind: Programme, Decider: DecidedByPES, Valid: always,
		Standing: commonly(), Note: language.T("Anordnaren kan få anordnarbidrag.", "The host may get an organiser grant.")},
	{ID: "vocational-labour-training", Name: language.T("Arbetsmarknadsutbildning", "Vocational labour-market training"), Kind: Education, Decider: DecidedByPES, Valid: always,
		Standing: read("Arbetsförmedlingens program"), Note: language.T("Upphandlade yrkesutbildningar.", "Procured vocational courses.")},
	{ID: "preparatory-training", Name: language.T("Förberedande eller orienterande utbildning", "Preparatory training"), Kind: Education, Decider: DecidedByPES, Valid: always,
		Standing: commonly(), Note: language.T("Bland annat på folkhögskola.", "Also at folk high schools.")},
	{ID: "validation", Name: language.T("Validering", "Validation of skills"), Kind: Education, Decider: DecidedByPES, Valid: always,
		Standing: secondhand("Arbetsförmedlingens termer i statistiken")},
	{ID: "start-up-support", Name: language.T("Stöd till start av näringsverksamhet", "Start-up support"), Kind: Programme, Decider: DecidedByPES, Valid: always,
		Standing: secondhand("Arbetsförmedlingens termer i statistiken")},
	{ID: "mapping-guidance-rehab", Name: language.T("Kartläggning, vägledning och rehabilitering", "Mapping, guidance and rehabilitation"), Kind: Rehabilitation, Decider: DecidedByPES, Valid: always,
		Standing: read("Arbetsförmedlingens program")},
	{ID: "prepare-and-match", Name: language.T("Rusta och matcha", "Prepare and match"), Kind: Programme, Decider: DecidedByPES, Valid: always,
		Standing: read("regeringens pressmeddelande juni 2025").changing(), Note: language.T("Genom leverantörer. Ändrat från 2025: ersättningen följer resultaten.", "By providers. Changed from 2025: payment follows results.")},
	{ID: "provider-services", Name: language.T("Leverantörstjänster", "Provider services"), Kind: Programme, Decider: DecidedByPES, Valid: always,
		Standing: commonly().changing(), Note: language.T("Introduktion till arbete, Steg till arbete, yrkessvenska; ändras ofta.", "Introduction to work, Steps to work, Swedish for trades; change often.")},
	{ID: "supported-employment", Name: language.T("Särskilt introduktions- och uppföljningsstöd (SIUS)", "Supported employment (SIUS)"), Kind: Rehabilitation, Decider: DecidedByPES, Valid: always,
		Standing: read("Arbetsförmedlingens återrapport 2024-03-15")},
	{ID: "introduction-job", Name: language.T("Introduktionsjobb", "Introduction job"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always,
		Standing: commonly(), Note: language.T("För långtidsarbetslösa och nyanlända.", "For long-term unemployed and new arrivals.")},
	{ID: "new-start-job", Name: language.T("Nystartsjobb", "New start job"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always,
		Standing: commonly(), Note: language.T("Går inte att förena med andra stöd.", "Not combined with other support.")},
	{ID: "establishment-job", Name: language.T("Etableringsjobb", "Establishment job"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: since(2024, 1, 1),
		Standing: read("regeringens pressmeddelande september 2023").asking("Vilken dag i början av 2024 började etableringsjobben?", "On which day in early 2024 did establishment jobs begin?"), Note: language.T("Staten betalar den enskilde, högst 24 månader; kräver kollektivavtal.", "The state pays the individual, at most 24 months; needs a collective agreement.")},
	{ID: "wage-subsidy", Name: language.T("Lönebidrag", "Wage subsidy"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always,
		Standing: commonly(), Note: language.T("För utveckling, anställning eller trygghet, vid nedsatt arbetsförmåga.", "For development, employment or security, with reduced work capacity.")},
	{ID: "sheltered-public-employment", Name: language.T("Offentligt skyddat arbete och utvecklingsanställning", "Sheltered public employment and development employment"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always,
		Standing: commonly(), Note: language.T("Vid nedsatt arbetsförmåga.", "With reduced work capacity.")},
	{ID: "samhall", Name: language.Same("Samhall"), Kind: SubsidisedJob, Decider: DecidedByOther, Valid: always,
		Standing: commonly(), Note: language.T("Statligt bolag.", "A state company.")},
	{ID: "vocational-introduction", Name: language.T("Yrkesintroduktionsanställning", "Vocational introduction employment"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always, Ended: true,
		Standing: read("regeringens pressmeddelande september 2023").asking("Vilken dag upphörde stödet?", "On which day did the support end?"), Note: language.T("Avskaffad enligt beslut i september 2023.", "Abolished by a decision of September 2023.")},
	{ID: "extra-services", Name: language.T("Extratjänst", "Extra service job"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always, Ended: true,
		Standing: commonly()},
	{ID: "modern-relief-job", Name: language.T("Modernt beredskapsjobb", "Modern relief job"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always, Ended: true,
		Standing: commonly()},
	{ID: "step-in-job", Name: language.T("Instegsjobb", "Step-in job"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always, Ended: true,
		Standing: commonly()},
	{ID: "trainee-job", Name: language.T("Traineejobb", "Trainee job"), Kind: SubsidisedJob, Decider: DecidedByPES, Valid: always, Ended: true,
		Standing: commonly()},
}
