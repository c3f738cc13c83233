using MyoclonusSignal.Benchmarks.Reference;
using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The reference work's envelopes of eight channels in frames, against a pass for every step of each channel.</summary>
public class LinearEnvelopesBenchmarks : HotLoop
{
    private const int Channels = 8;

    private readonly LinearEnvelope _envelope = new(ReferenceWork.Design, Channels);
    private readonly NaiveFrames _naive = new(Channels, () => new NaiveEnvelope().Process);

    /// <inheritdoc/>
    public override string Name => "LinearEnvelope, 8 channels";

    /// <inheritdoc/>
    public override void Process() => _envelope.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Input, Output);
}
