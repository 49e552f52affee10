package enquiry

import (
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	s.apiRoutes(rt)
	const one = inboxPath + "/{id}"
	rt.Handle("GET "+inboxPath, policy.ListEnquiries, s.withoutPersons(s.inboxPage))
	rt.Handle("GET "+inboxPath+"/ny", policy.AskEnquiry, s.newPage)
	rt.Handle("POST "+inboxPath+"/ny", policy.AskEnquiry, s.newPost, web.Body(room))
	rt.Handle("GET "+inboxPath+"/telefon", policy.AskEnquiry, s.phonePage)
	rt.Handle("POST "+inboxPath+"/telefon", policy.AskEnquiry, s.phonePost)
	rt.Handle("POST "+inboxPath+"/filter", policy.KeepFilters, s.saveFilterPost)
	rt.Handle("POST "+inboxPath+"/filter/{filter}/ta-bort", policy.KeepFilters, s.dropFilterPost)
	rt.Handle("GET "+repliesPath, policy.ReadReplies, s.repliesPage)
	rt.Handle("POST "+repliesPath, policy.EditReplies, s.replyPost)
	rt.Handle("POST "+repliesPath+"/{svar}/ta-bort", policy.EditReplies, s.dropReplyPost)
	rt.Handle("POST "+one+"/slang", policy.FollowEnquiry, s.discardPost)
	rt.Handle("GET "+one, policy.ReadEnquiry, s.onePage)
	rt.Handle("GET "+one+"/bilaga/{fil}", policy.ReadEnquiryText, s.attachment)
	rt.Handle("GET "+one+"/brev.pdf", policy.ReadEnquiry, s.letterPDF)
	for _, d := range deeds() {
		rt.Handle("POST "+one+"/"+d.path, d.act, s.deedPost(d), web.Body(room))
	}
}
