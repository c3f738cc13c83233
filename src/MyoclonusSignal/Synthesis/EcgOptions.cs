using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>
/// The heart's field in every EMG channel: a P, Q, R, S and T wave per beat, each a Gaussian (as in McSharry et al. 2003,
/// doi:10.1109/TBME.2003.808805), with breathing and chance in the intervals.
/// </summary>
public sealed record EcgOptions
{
    /// <summary>Gets the mean heart rate per minute. Default 70.</summary>
    public double RatePerMinute { get; init; } = 70;

    /// <summary>Gets the coefficient of variation of the intervals by chance, 0 to 0.2. Default 0.03.</summary>
    public double IntervalCv { get; init; } = 0.03;

    /// <summary>Gets how far breathing (15 per minute) changes the intervals to either side, as a fraction, 0 to 0.3. Default 0.05.</summary>
    public double BreathingSwing { get; init; } = 0.05;

    /// <summary>Gets the peak of the R wave in µV. Default 60.</summary>
    public double PeakMicrovolts { get; init; } = 60;

    internal void Validate()
    {
        Guard.ThrowIfOutside(RatePerMinute, 20, 300);
        Guard.ThrowIfOutside(IntervalCv, 0, 0.2);
        Guard.ThrowIfOutside(BreathingSwing, 0, 0.3);
        Guard.ThrowIfOutside(PeakMicrovolts, 0, 1e9);
    }
}
