using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>The Teager–Kaiser energy against its own rest: Solnik et al. (2010), doi:10.1007/s00421-010-1521-8.</summary>
public sealed record Solnik : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "Solnik (TKEO)";

    /// <summary>Gets the threshold in standard deviations of the energy at rest. Default: 15, the paper's for the energy.</summary>
    public double Threshold { get; init; } = 15;

    /// <summary>Gets the cutoff in Hz of the low-pass of second order, without delay, of the rectified energy. Default: 50.</summary>
    public double SmoothingHz { get; init; } = 50;

    /// <summary>Gets how long a beginning or an end has to be confirmed, in seconds. Default: 0.01.</summary>
    public double ActiveSeconds { get; init; } = 0.01;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(Threshold, 0.0, 1e6);
        Guard.ThrowIfOutside(ActiveSeconds, 0.0, 10.0);
        Guard.ThrowIfOutside(SmoothingHz, 1e-3, 1e6);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate)
    {
        // ψ comes a sample late: the first one is thrown away, the last one is 0.
        double[] late = new double[signal.Length];
        new TeagerKaiser().Process(signal, late);
        double[] energy = new double[signal.Length];
        late.AsSpan(TeagerKaiser.DelaySamples).CopyTo(energy);
        Rectifier.Process(energy, energy);
        SosCoefficients lowPass = Butterworth.LowPass(2, Math.Min(SmoothingHz, 0.45 * sampleRate), sampleRate);
        ZeroPhase.Filter(lowPass, energy, energy, PaddingKind.Constant, lowPass.SettlingSamples(1e-3));
        RestStatistics atRest = RestStatistics.Of(energy, rest);
        double threshold = atRest.Mean + (Threshold * atRest.StandardDeviation);
        return Runs.Over(energy, threshold, Samples(ActiveSeconds, sampleRate), 0);
    }
}
