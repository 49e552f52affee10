package responsibility

import (
	"slices"
	"testing"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil && s != "" {
		panic(err)
	}
	return d
}

func TestStandardListIsWhole(t *testing.T) {
	seen := map[TaskID]bool{}
	for _, x := range Tasks() {
		if seen[x.ID] || x.ID == "" || x.Name.Sv == "" || x.Name.En == "" || x.Ground.Sv == "" || x.Ground.En == "" || x.Group.En == "" {
			t.Errorf("%s is not whole or stands twice", x.ID)
		}
		seen[x.ID] = true
		if _, known := x.Provision(); x.law != "" && !known {
			t.Errorf("%s: the law does not know %s", x.ID, x.law)
		}
		if (x.Holder == Board || x.Holder == Both) != (len(x.boards) > 0) {
			t.Errorf("%s: held by %s, boards %v", x.ID, x.Holder, x.boards)
		}
	}
	if len(seen) < 25 {
		t.Errorf("only %d tasks", len(seen))
	}
}

func TestReformsBringTasksOnTheirDay(t *testing.T) {
	data, _ := TaskOf("adult-education-data")
	if !data.Coming(day("2026-02-28")) || data.Coming(day("2026-03-01")) {
		t.Error("data on adult education both ways begins on 2026-03-01")
	}
	if proposed, _ := TaskOf("activity-requirement"); !proposed.Coming(day("2030-01-01")) {
		t.Error("a proposed step brings no task until it is adopted")
	}
}

func TestHolesAndEnds(t *testing.T) {
	on := day("2026-03-02")
	l := func(task TaskID, h Holder, from, to string) Line {
		return Line{Task: task, Holder: h, From: day(from), To: day(to), Confirmed: true}
	}
	for name, c := range map[string]struct {
		lines []Line
		hole  bool
		until string
	}{
		"nothing said":               {nil, true, ""},
		"said to be nobody's":        {[]Line{l("sfi", Nobody, "2024-01-01", "")}, true, ""},
		"held until further notice":  {[]Line{l("sfi", Board, "2024-01-01", "")}, false, ""},
		"ended yesterday":            {[]Line{l("sfi", Board, "2024-01-01", "2026-03-01")}, true, ""},
		"ends today":                 {[]Line{l("sfi", Board, "2024-01-01", "2026-03-02")}, false, "2026-03-02"},
		"another takes over at once": {[]Line{l("sfi", Board, "2024-01-01", "2026-06-30"), l("sfi", Agency, "2026-07-01", "")}, false, ""},
		"with a gap":                 {[]Line{l("sfi", Board, "2024-01-01", "2026-06-30"), l("sfi", Agency, "2026-07-02", "")}, false, "2026-06-30"},
		"nobody takes over":          {[]Line{l("sfi", Board, "2024-01-01", "2026-06-30"), l("sfi", Nobody, "2026-07-01", "")}, false, "2026-06-30"},
		"begins tomorrow":            {[]Line{l("sfi", Board, "2026-03-03", "")}, true, ""},
	} {
		m := MatrixOn(on, c.lines)
		i := slices.IndexFunc(m.Rows, func(r Row) bool { return r.Task == "sfi" })
		if r := m.Rows[i]; r.Hole() != c.hole || r.Until != day(c.until) {
			t.Errorf("%s: hole %v until %s", name, r.Hole(), r.Until)
		}
	}
}

func TestCountedLeavesOutWhatIsToCome(t *testing.T) {
	held, all := MatrixOn(day("2026-03-02"), []Line{{Task: "sfi", Holder: Board, From: day("2026-01-01"), Confirmed: true}, {Task: "own", Name: "Eget", Holder: Agency, From: day("2026-01-01")}}).Counted()
	coming := 0
	for _, x := range Tasks() {
		if x.Coming(day("2026-03-02")) {
			coming++
		}
	}
	if held != 1 || all != len(Tasks())-coming+1 || coming == 0 {
		t.Errorf("%d of %d, %d to come", held, all, coming)
	}
}

func TestSuggestedBoards(t *testing.T) {
	work, social := boundBoard{"w", "Ludvika kommun, Arbetsmarknadsnämnden"}, boundBoard{"s", "Ludvika kommun, Socialnämnden"}
	executive := boundBoard{"k", "Falu kommun, kommunstyrelsen"}
	for _, c := range []struct {
		task   TaskID
		boards []boundBoard
		holder Holder
		board  string
	}{
		{"income-support", []boundBoard{work, social}, Board, "s"}, {"municipal-jobs", []boundBoard{work, social}, Board, "w"},
		{"income-support", []boundBoard{executive}, Board, "k"}, {"registration", nil, Agency, ""},
		{"income-support", []boundBoard{work, executive}, Nobody, ""}, {"meetings", []boundBoard{social, work}, Both, "w"},
	} {
		x, _ := TaskOf(c.task)
		if h, b := x.suggest(c.boards); h != c.holder || b != c.board {
			t.Errorf("%s among %v: %s %s", c.task, c.boards, h, b)
		}
	}
}

func TestAPlanClosesOnlyWhenEveryTaskHasSomebody(t *testing.T) {
	on := day("2026-03-02")
	p := Transition{ID: "1", On: on}
	if _, err := p.agree("board", on); !fault.Is(err, fault.Conflict) {
		t.Errorf("an empty plan is agreed to: %v", err)
	}
	p.Moves = []Move{{ID: "m", Task: "Feriejobb", Before: "board", After: string(Nobody)}}
	p.Points = []Point{{ID: "p", Due: on.AddDays(-1)}}
	p, err := p.agree("board", on)
	if _, again := p.agree("another board", on); err != nil || !fault.Is(again, fault.Conflict) || p.Stage() != Planning {
		t.Errorf("one side: %v %v %s", err, again, p.Stage())
	}
	p, err = p.agree(directory.PES, on)
	if err != nil || p.Stage() != Agreed || len(p.Late(on)) != 1 {
		t.Fatalf("both: %v %s", err, p.Stage())
	}
	if _, err := p.close(on); !fault.Is(err, fault.Conflict) {
		t.Errorf("closed with a task that nobody holds: %v", err)
	}
	p.Moves[0].After = directory.PES
	if _, err := p.close(on); !fault.Is(err, fault.Conflict) {
		t.Errorf("closed with something open: %v", err)
	}
	p, err = p.settle("p", on)
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.close(on); err != nil || p.Stage() != Closed {
		t.Errorf("closed: %v %s", err, p.Stage())
	}
	if _, err := p.changed(); !fault.Is(err, fault.Conflict) {
		t.Errorf("changed when closed: %v", err)
	}
}
