package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The kinds of thing in the table.
const (
	kindMunicipality ref.Kind = "municipality"
	kindAuthority    ref.Kind = "authority"
	kindUnit         ref.Kind = "unit"
	kindOffice       ref.Kind = "office"
	kindAgreement    ref.Kind = "agreement"
	kindAccount      ref.Kind = "account"
	kindSession      ref.Kind = "session"
	kindTrailEntry   ref.Kind = "trail-entry"
)

// things lists the kinds and says what each reach means for each of them.
func things() []Thing {
	t := language.T
	return []Thing{
		{Kind: kindMunicipality, Name: t("en kommun", "a municipality"), Table: "directory_municipality", Key: "code"},
		{Kind: kindAuthority, Name: t("en myndighet", "an authority"), Table: "directory_authority", Means: map[Reach]Cond{
			Own:       {t("det är den myndighet du arbetar för", "it is the authority you work for"), "{t}.id = {authority}"},
			Municipal: municipal(),
			Agency:    agency(),
			Income:    incomeUnit(),
		}},
		{Kind: kindUnit, Name: t("en enhet", "a unit"), Table: "directory_unit", Means: belongings("enheten", "the unit")},
		{Kind: kindOffice, Name: t("ett kontor", "an office"), Table: "directory_office", Means: belongings("kontoret", "the office")},
		{Kind: kindAgreement, Name: t("en överenskommelse", "an agreement"), Table: "agreement", Means: map[Reach]Cond{
			Party: {t("din myndighet är part i överenskommelsen", "your authority is a party to the agreement"),
				"EXISTS (SELECT 1 FROM agreement_party WHERE agreement_party.agreement_id = {t}.id AND agreement_party.authority_id = {authority} AND (agreement_party.left_on IS NULL OR agreement_party.left_on >= {today}))"},
			Former: {t("din myndighet har varit part i överenskommelsen", "your authority has been a party to the agreement"),
				"EXISTS (SELECT 1 FROM agreement_party WHERE agreement_party.agreement_id = {t}.id AND agreement_party.authority_id = {authority} AND agreement_party.left_on < {today})"},
		}},
		{Kind: kindAccount, Name: t("ett konto", "an account"), Table: "account", Means: map[Reach]Cond{
			Self: {t("det är ditt eget konto", "it is your own account"), "{t}.id = {actor}"},
			Own:  {t("kontot hör till din myndighet", "the account belongs to your authority"), "{t}.authority_id = {authority}"},
		}},
		{Kind: kindSession, Name: t("en inloggning", "a session"), Table: "session", Means: map[Reach]Cond{
			Self: {t("det är din egen inloggning", "it is your own session"), "{t}.account_id = {actor}"},
			Own:  {t("inloggningen gäller din myndighet", "the session is for your authority"), "{t}.authority_id = {authority}"},
		}},
		{Kind: kindTrailEntry, Name: t("en rad i loggen", "a line of the trail"), Table: "trail_entry", Means: map[Reach]Cond{
			Own: {t("det som hände gjordes för din myndighet", "what happened was done for your authority"), "{t}.authority_id = {authority}"},
		}},
	}
}

// belongings is what reaches mean for what an authority has in the directory.
func belongings(sv, en string) map[Reach]Cond {
	return map[Reach]Cond{
		Own: {language.T("%s hör till din myndighet", "%s belongs to your authority").With(language.T(sv, en)),
			"{t}.authority_id = {authority}"},
		Municipal: municipal(),
		Agency:    agency(),
	}
}

func municipal() Cond {
	return Cond{language.T("du arbetar för en kommunal nämnd", "you work for a municipal board"),
		"EXISTS (SELECT 1 FROM directory_authority WHERE directory_authority.id = {authority} AND directory_authority.class = 'board')"}
}

func agency() Cond {
	return Cond{language.T("du arbetar för Arbetsförmedlingen", "you work for the employment agency"), "{authority} = 'af'"}
}
