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

    /// <summary>Gives the kind of event that a table calls so, or <see langword="null"/> where it is none of them.</summary>
    public static EventKind? KindOf(string? trialType) => trialType switch
    {
        Jerk => EventKind.Jerk,
        Contraction => EventKind.Contraction,
        NegativeJerk => EventKind.NegativeJerk,
        _ => null,
    };
}
