using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>The notch: a single section.</summary>
public class NotchBenchmarks : HotLoop
{
    private static readonly SosCoefficients Design = Notch.Design(50, 30, TestSignal.SampleRate);

    private readonly SosFilter _filter = new(Design);
    private readonly NaiveCascade _naive = new(Design);

    /// <inheritdoc/>
    public override string Name => "SosFilter, notch";

    /// <inheritdoc/>
    public override void Process() => _filter.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Input, Output);
}
