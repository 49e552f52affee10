package policy

import (
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// The national template and the support that comes with it.
const (
	ReadTemplate     Action = "template.read"        // the published versions, their differences and the checklist
	ReadNextTemplate Action = "template.next.read"   // the version that is being written
	EditTemplate     Action = "template.edit"        // begin the next version, change it, drop it
	ApproveTemplate  Action = "template.approve"     // approve the next version as it reads, or take that back
	PublishTemplate  Action = "template.publish"     // publish what both bodies have approved
	ListHelp         Action = "template.help.list"   // the requests for help that one's authority sent or got
	AskHelp          Action = "template.help.ask"    // ask SKR or the agency for help with an agreement
	ReadHelp         Action = "template.help.read"   // one request for help
	AnswerHelp       Action = "template.help.answer" // answer a request that one's body got
	FollowHelp       Action = "template.help.follow" // ask on in a request of one's own authority
	CloseHelp        Action = "template.help.close"  // say that a request is dealt with
)

const (
	kindTemplate ref.Kind = "template"
	kindHelp     ref.Kind = "template-help"
)

// thingsTemplate are the kinds of thing of this chapter. A request for help is the asker's authority's own, and is
// party to the body that it was sent to.
func thingsTemplate() []Thing {
	t := language.T
	return []Thing{
		{Kind: kindTemplate, Name: t("en version av mallen", "a version of the template"), Table: "template_version", Means: map[Reach]Cond{
			Own: {t("du arbetar för SKR eller Arbetsförmedlingen, som förvaltar mallen", "you work for SKR or the employment agency, which keep the template"),
				"{authority} IN ('skr', 'af')"},
		}},
		{Kind: kindHelp, Name: t("en fråga om stöd", "a request for help"), Table: "template_help", Means: map[Reach]Cond{
			Own:   {t("din myndighet ställde frågan", "your authority asked"), "{t}.authority_id = {authority}"},
			Party: {t("frågan är ställd till den du arbetar för", "the question was put to whom you work for"), "{t}.to_id = {authority}"},
		}},
	}
}

// chapterTemplate is the template and its support. What is published is open to everybody; what is being written is the
// template leads' of the two bodies that keep it, and a request for help stays between who asked and who was asked.
func chapterTemplate() Chapter {
	t := language.T
	lead := Who{TemplateLead: {{Own}}, System: {{All}}}
	both := Who{Coordinator: {{Own}}, TemplateLead: {{Party}}, HeadOffice: {{Party}}, System: {{All}}}
	return Chapter{Title: t("Mallen och stödet", "The template and the support"), Rules: []Rule{
		{Action: ReadTemplate, Says: t("läsa mallens publicerade versioner", "read the template's published versions"), Read: true, Who: Who{Anyone: {{All}}}},
		{Action: ReadNextTemplate, Over: kindTemplate, Says: t("läsa mallens nästa version", "read the template's next version"), Read: true, Who: lead},
		{Action: EditTemplate, Over: kindTemplate, Says: t("ändra mallens nästa version", "change the template's next version"), Who: lead},
		{Action: ApproveTemplate, Over: kindTemplate, Says: t("godkänna mallens nästa version", "approve the template's next version"), Who: Who{TemplateLead: {{Own}}}},
		{Action: PublishTemplate, Over: kindTemplate, Says: t("publicera mallens nästa version", "publish the template's next version"), Who: lead},
		{Action: ListHelp, Over: kindHelp, Says: t("se frågor om stöd", "see requests for help"), Read: true, Who: both},
		{Action: AskHelp, Says: t("be SKR eller Arbetsförmedlingen om stöd", "ask SKR or the employment agency for help"), Who: Who{Coordinator: {{All}}}},
		{Action: ReadHelp, Over: kindHelp, Says: t("läsa en fråga om stöd", "read a request for help"), Read: true, Who: both},
		{Action: AnswerHelp, Over: kindHelp, Says: t("svara på en fråga om stöd", "answer a request for help"), Who: Who{TemplateLead: {{Party}}, HeadOffice: {{Party}}}},
		{Action: FollowHelp, Over: kindHelp, Says: t("fråga vidare om stöd", "ask on for help"), Who: Who{Coordinator: {{Own}}}},
		{Action: CloseHelp, Over: kindHelp, Says: t("avsluta en fråga om stöd", "close a request for help"), Who: both},
	}}
}
