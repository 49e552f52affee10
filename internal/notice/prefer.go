package notice

import (
	"context"
	"encoding/base64"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Choices lists what an account has chosen for each kind.
func (s *Notices) Choices(ctx context.Context, q db.Reader, account string) ([]Choice, error) {
	out := make([]Choice, len(s.Kinds))
	for i, k := range s.Kinds {
		c, err := choice(ctx, q, k, account)
		if err != nil {
			return nil, err
		}
		out[i] = c
	}
	return out, nil
}

// Prefer keeps the actor's own choice of a channel for a kind.
func (s *Notices) Prefer(ctx context.Context, a policy.Actor, kind string, c Channel, wanted bool) error {
	if a.ID == "" || !policy.May(a, policy.PreferNotices) {
		return policy.Refusal(a, policy.PreferNotices)
	}
	return s.prefer(ctx, a, a.ID, kind, c, wanted)
}

func (s *Notices) prefer(ctx context.Context, a policy.Actor, account, kind string, c Channel, wanted bool) error {
	k, err := s.kind(kind)
	if err != nil || (c != Product && c != Mail) {
		return fault.New(fault.Invalid, language.T("Det finns ingen sådan notis att välja.", "There is no such notice to choose."))
	}
	if k.Duty && c == Product && !wanted {
		return fault.New(fault.Conflict, language.T("Den här notisen kan inte stängas av i Samsyn. Du kan stänga av den som e-post.",
			"This notice cannot be turned off in Samsyn. You can turn it off as e-mail."))
	}
	return s.Trail.Do(ctx, a, func(tx *audit.Tx) error {
		if err := keepChoice(ctx, tx, account, kind, c, wanted); err != nil {
			return err
		}
		return tx.Note(policy.PreferNotices, ref.To("account", account), map[string]any{"kind": kind, "channel": c, "wanted": wanted})
	})
}

// offPurpose binds the digest of an off link to its use.
const offPurpose = "notice.off"

// OffPath is the page that an off link leads to, before the token. It asks for one press of a button, since programs
// that look through mail follow links; a POST there, also from a mail program (RFC 8058), turns the kind off.
const OffPath = "/notiser/av/"

// OffToken names an account and a kind so that nobody else can make it up.
func (s *Notices) OffToken(account, kind string) string {
	plain := account + " " + kind
	return base64.RawURLEncoding.EncodeToString([]byte(plain)) + "." + s.Trail.Keys().Digest(offPurpose, plain)
}

// ReadOff reads a token: whose, and which kind. A token that was not made here is not found.
func (s *Notices) ReadOff(token string) (account string, k Kind, err error) {
	text, digest, _ := strings.Cut(token, ".")
	plain, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || !s.Trail.Keys().SameDigest(digest, offPurpose, string(plain)) {
		return "", Kind{}, fault.NotFoundThing()
	}
	account, id, _ := strings.Cut(string(plain), " ")
	if k, err = s.kind(id); err != nil {
		return "", Kind{}, fault.NotFoundThing()
	}
	return account, k, nil
}

// TurnOff turns the e-mails of a kind off for whoever holds the token, without sign-in.
func (s *Notices) TurnOff(ctx context.Context, token string) (Kind, error) {
	account, k, err := s.ReadOff(token)
	if err != nil {
		return k, err
	}
	return k, s.prefer(ctx, policy.Process("samsyn notice off link"), account, k.ID, Mail, false)
}
