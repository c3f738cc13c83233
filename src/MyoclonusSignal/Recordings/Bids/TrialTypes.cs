using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>The names that kinds of events have in the column <c>trial_type</c> of a table.</summary>
internal static class TrialTypes
{
    public const string Jerk = "jerk";
    public const string Contraction = "contraction";
    public const string NegativeJerk = "negative_jerk";

    /// <summary>Gives the name of a kind of event.</summary>
    public static string TrialType(this EventKind kind) => kind switch
    {
        EventKind.Jerk => Jerk,
        EventKind.Contraction => Contraction,
        EventKind.NegativeJerk => NegativeJerk,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of event has this number."),
    };
}
