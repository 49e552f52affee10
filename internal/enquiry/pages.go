package enquiry

import (
	"samsyn/internal/policy"
	"samsyn/internal/web"
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = inboxPath + "/{id}"
	rt.Handle("GET "+inboxPath, policy.ListEnquiries, s.inboxPage)
	rt.Handle("GET "+inboxPath+"/ny", policy.AskEnquiry, s.newPage)
	rt.Handle("POST "+inboxPath+"/ny", policy.AskEnquiry, s.newPost, web.Body(room))
	rt.Handle("POST "+one+"/slang", policy.FollowEnquiry, s.discardPost)
	rt.Handle("GET "+one, policy.ReadEnquiry, s.onePage)
	rt.Handle("GET "+one+"/bilaga/{fil}", policy.ReadEnquiryText, s.attachment)
	for _, d := range deeds() {
		rt.Handle("POST "+one+"/"+d.path, d.act, s.deedPost(d), web.Body(room))
	}
}
