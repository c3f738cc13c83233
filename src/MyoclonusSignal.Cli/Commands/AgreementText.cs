using System.Globalization;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Cli.Commands;

/// <summary>The agreement of two raters for a person.</summary>
internal static class AgreementText
{
    public static void Print(EventAgreement agreement, MatchOptions options)
    {
        bool hasKinds = agreement.ByChannel.Select(part => part.TrialType).Distinct().Count() > 1;
        (string Name, RaterAgreement Agreement)[] rows =
        [
            .. agreement.ByChannel.Count > 1 ? agreement.ByChannel.Select(part => (Name(part, hasKinds), part.Agreement)) : [],
            ("together", agreement.Overall),
        ];
        int width = Math.Max(8, rows.Max(row => row.Name.Length));
        Console.WriteLine("compared " + (options.TrialTypes.Count == 0 ? "all events" : string.Join(", ", options.TrialTypes)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{"".PadRight(width)}  {"first",6} {"second",6} {"matched",7}  {"F1 (95 % interval)",-24} {"kappa over time",-24} {"positive agreement"}"));
        foreach ((string name, RaterAgreement one) in rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name.PadRight(width)}  {one.FirstEvents,6} {one.SecondEvents,6} {one.MatchedEvents,7}  {Value(one.EventF1, one.EventF1Ci95),-24} {Value(one.Kappa, one.KappaCi95),-24} {Value(one.PositiveAgreement, null)}"));
        }
    }

    private static string Name(ChannelAgreement part, bool hasKinds) =>
        (hasKinds ? $"{part.Channel ?? "-"} {part.TrialType}" : part.Channel ?? part.TrialType ?? "-").TrimEnd();

    private static string Value(double? value, ConfidenceInterval? interval) => (value, interval) switch
    {
        (null, _) => "-",
        (double number, ConfidenceInterval ci) => string.Create(CultureInfo.InvariantCulture, $"{number:0.000} ({ci.Low:0.000} to {ci.High:0.000})"),
        (double number, null) => number.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
