namespace MyoclonusSignal.Synthesis;

/// <summary>What fills the envelope of an active muscle.</summary>
internal abstract class EmgCarrier
{
    /// <summary>Adds activity whose expected power at each sample is the square of the given amplitude.</summary>
    /// <param name="activity">The channel's activity; a wave may reach over the stretch, and is cut at the ends of the recording.</param>
    /// <param name="start">The index of the stretch's first sample.</param>
    /// <param name="amplitude">The root mean square wanted at each sample of the stretch.</param>
    /// <param name="meanRms">The root mean square over the event's duration; sets how large a single discharge is.</param>
    /// <param name="random">Where chance comes from.</param>
    public abstract void Add(double[] activity, int start, ReadOnlySpan<double> amplitude, double meanRms, RandomSource random);
}
