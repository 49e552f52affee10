package law

import "samsyn/internal/language"

var schemesOfMunicipalities = []Scheme{
	{ID: "municipal-temporary-job", Name: language.T("Arbetsmarknadsanställning", "Municipal temporary job"), Kind: MunicipalKind, Decider: DecidedByMunicipality, Valid: always,
		Standing: commonly(), Note: language.T("Ofta med stöd från Arbetsförmedlingen.", "Often with support from the Public Employment Service.")},
	{ID: "municipal-placement", Name: language.T("Kommunal praktik eller arbetsträning", "Municipal placement or work training"), Kind: MunicipalKind, Decider: DecidedByMunicipality, Valid: always,
		Standing: commonly()},
	{ID: "summer-job", Name: language.T("Feriejobb", "Summer job"), Kind: MunicipalKind, Decider: DecidedByMunicipality, Valid: always,
		Standing: secondhand("regeringens pressmeddelanden 2024–2025"), Note: language.T("För unga från 16 år; statsbidrag vissa år.", "For young people from 16; state grants some years.")},
	{ID: "municipal-coaching", Name: language.T("Coachning på arbetsmarknadsenheten", "Coaching at the employment unit"), Kind: MunicipalKind, Decider: DecidedByMunicipality, Valid: always,
		Standing: commonly()},
	{ID: "swedish-for-immigrants", Name: language.T("Svenska för invandrare (SFI)", "Swedish for immigrants (SFI)"), Kind: Education, Decider: DecidedByMunicipality, Valid: always,
		Standing: read("prop. 2024/25:145")},
	{ID: "adult-education", Name: language.T("Komvux", "Municipal adult education"), Kind: Education, Decider: DecidedByMunicipality, Valid: always,
		Standing: read("prop. 2024/25:145"), Note: language.T("Arbetsförmedlingen kan anvisa till komvux.", "The Public Employment Service may assign a person to it.")},
	{ID: "language-support", Name: language.T("Språkstöd", "Language support"), Kind: Education, Decider: DecidedByMunicipality, Valid: always,
		Standing: commonly()},
	{ID: "youth-responsibility", Name: language.T("Insats i kommunala aktivitetsansvaret", "Measure under the youth responsibility"), Kind: MunicipalKind, Decider: DecidedByMunicipality, Valid: always,
		Standing: commonly(), Note: language.T("För unga under 20 år utan gymnasieutbildning.", "For those under 20 without upper-secondary education.")},
	{ID: "social-support", Name: language.T("Stöd från socialtjänsten", "Support from the social services"), Kind: MunicipalKind, Decider: DecidedByMunicipality, Valid: always,
		Standing: commonly(), Note: language.T("Budget- och skuldrådgivning, missbruksvård, boendestöd, daglig verksamhet.", "Debt advice, addiction care, housing support, daily activities.")},
	{ID: "activity-requirement-activity", Name: language.T("Aktivitet inom aktivitetskravet", "Activity under the activity requirement"), Kind: MunicipalKind, Decider: DecidedByMunicipality, Valid: since(2026, 7, 1), Proposed: true,
		Standing: read("lagrådsremiss december 2025").changing().asking("Antogs aktivitetskravet som det föreslogs?", "Was the activity requirement adopted as proposed?"), Note: language.T("Föreslagen.", "Proposed.")},
	{ID: "coordinated-rehabilitation", Name: language.T("Samordningsförbundets insats", "Measure of a coordination association"), Kind: Joint, Decider: DecidedJointly, Valid: always,
		Standing: commonly(), Note: language.T("Finsam, IPS, supported employment.", "Finsam, IPS, supported employment.")},
	{ID: "job-track", Name: language.T("Lokalt jobbspår", "Local job track"), Kind: Joint, Decider: DecidedJointly, Valid: always,
		Standing: read("Arbetsförmedlingen om lokala jobbspår"), Note: language.T("Byggs av parterna utifrån arbetsgivares behov.", "Built by the parties from employers' needs.")},
}
