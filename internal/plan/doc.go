// Package plan is the joint plan of a matter (gemensam planering): the goal, the steps with who is responsible and by when,
// and when the two follow it up.
//
// It owns the tables plan*, the pages /arenden/{id}/plan and the operations /api/v1/matters/{id}/plan. A plan is a document
// that is exchanged in numbered versions through the matter's conversation: each authority has its own frozen copy, and
// nobody writes in the other's. The parties' own plans (handlingsplan, genomförandeplan) are referred to by date or number.
//
//	version n:  proposed by one ──the other accepts──► accepted ──► replaced, when a later version is accepted
//	                 └──either proposes n+1──► replaced
//
//	accepted: holds between the two ──the person signs, declines, or cannot──► in force
//
// A person has at most one plan that is proposed or holds at each authority (domain facts 14.3, K5.1). Steps are moved by
// the side that answers for them; the other side is told by a message.
//
// It does not know how meetings are booked: steps that the agency cannot decide on without the person are points for one.
package plan
