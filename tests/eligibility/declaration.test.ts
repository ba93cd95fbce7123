import { describe, expect, it } from "vitest";
import { answersFor, answersOf, missingFields } from "@/lib/eligibility/declaration";
import { judgeAnswers } from "@/lib/eligibility/self-check";
import { circular26 } from "./rule-sets";

describe("the answers of a form", () => {
  it("are read by question, with their reasons and the day", () => {
    const fields = {
      "q.past_6_months_skin": "yes",
      "r.past_6_months_skin": ["tattoo"],
      "d.past_6_months_skin": "2026-10-01",
      "q.medicine": "unsure",
    };
    expect(answersOf(fields)).toEqual({
      past_6_months_skin: { answer: "yes", reasons: [{ code: "tattoo", eventOn: "2026-10-01" }] },
      medicine: { answer: "unsure", reasons: [] },
    });
  });

  it("leave out whatever is not an answer", () => {
    expect(
      answersOf({ "q.medicine": "maybe", "q.": "yes", "q.Bad Code": "no", other: "yes", "d.medicine": "2026-02-30" }),
    ).toEqual({});
  });

  it("put the day of a question with one reason under that reason", () => {
    const answers = answersFor(
      circular26.questions,
      answersOf({ "q.childbirth": "yes", "d.childbirth": "2026-06-01" }),
    );
    expect(answers.childbirth).toEqual({ answer: "yes", reasons: [{ code: "childbirth", eventOn: "2026-06-01" }] });
    const judged = judgeAnswers({ answers, sex: "female", onDate: "2026-11-22" }, circular26);
    expect(judged.waits).toEqual(["2027-06-01"]);
  });

  it("are asked for again at the field that misses them", () => {
    const answers = answersFor(
      circular26.questions,
      answersOf({ "q.childbirth": "yes", "q.past_6_months_skin": "yes" }),
    );
    const { missing } = judgeAnswers({ answers, sex: "female", onDate: "2026-11-22" }, circular26);
    const fields = missingFields(missing);
    expect(fields["d.childbirth"]).toEqual({ key: "eligibility.self_check.missing.eventOn" });
    expect(fields["r.past_6_months_skin"]).toEqual({ key: "eligibility.self_check.missing.reason" });
    expect(fields["q.well_today"]).toEqual({ key: "eligibility.self_check.missing.answer" });
  });
});
