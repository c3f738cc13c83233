using MyoclonusSignal.Benchmarks.Reference;
using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The reference work's envelope of one channel as a stream, against a pass for every step.</summary>
public class LinearEnvelopeBenchmarks : HotLoop
{
    private readonly LinearEnvelope _envelope = new(ReferenceWork.Design);
    private readonly NaiveEnvelope _naive = new();

    /// <inheritdoc/>
    public override string Name => "LinearEnvelope";

    /// <inheritdoc/>
    public override void Process() => _envelope.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Input, Output);
}
