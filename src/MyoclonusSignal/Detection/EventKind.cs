namespace MyoclonusSignal.Detection;

/// <summary>What an event is. In tables it is the <c>trial_type</c>: <c>jerk</c>, <c>contraction</c>, <c>negative_jerk</c>.</summary>
public enum EventKind
{
    /// <summary>A burst no longer than <see cref="JerkDetectorOptions.JerkLimitSeconds"/>.</summary>
    Jerk,

    /// <summary>A longer burst; it is reported but never counted as a jerk.</summary>
    Contraction,

    /// <summary>A silent period inside a contraction; no burst is one.</summary>
    NegativeJerk,
}
