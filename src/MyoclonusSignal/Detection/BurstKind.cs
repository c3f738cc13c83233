namespace MyoclonusSignal.Detection;

/// <summary>What a stretch of raised activity is taken for, by its duration alone.</summary>
public enum BurstKind
{
    /// <summary>A burst no longer than <see cref="JerkDetectorOptions.JerkLimitSeconds"/>.</summary>
    Jerk,

    /// <summary>A longer burst; it is reported but never counted as a jerk.</summary>
    Contraction,
}
