package signing

import (
	"context"

	"samsyn/internal/account"
	"samsyn/internal/db"
)

// functionsOf gives the function in which each of some signatories last was to sign for an authority, by account and
// authority with a space between, so that who chooses can tell the head of administration from the chair.
func functionsOf(ctx context.Context, q db.Reader, all []account.Holder) (map[string]string, error) {
	out := map[string]string{}
	if len(all) == 0 {
		return out, nil
	}
	var ids []string
	for _, h := range all {
		ids = append(ids, h.ID)
	}
	var args []any
	slots, err := db.All[Slot](ctx, q, "SELECT "+slotColumns+" FROM signing_slot s WHERE s.function <> '' AND s.account_id "+db.In(ids, &args)+" ORDER BY s.id", args...)
	for _, s := range slots {
		out[s.Account+" "+s.Authority] = s.Function
	}
	return out, err
}
