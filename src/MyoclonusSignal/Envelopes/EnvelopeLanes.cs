using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>The linear envelopes of as many signals as there are lanes.</summary>
internal abstract class EnvelopeLanes
{
    /// <summary>Gets the number of signals.</summary>
    public abstract int LaneCount { get; }

    /// <summary>Gives the envelopes of frames.</summary>
    /// <param name="input">The first lane's sample of the first frame.</param>
    /// <param name="output">Where its envelope goes; may be the input.</param>
    /// <param name="frames">The number of frames, at most up to the end of the chunk.</param>
    /// <param name="stride">The samples from one frame to the next.</param>
    public abstract void Process(ref double input, ref double output, int frames, int stride);

    /// <summary>Sets states to 0 that a signal's silence has left; called at the end of every chunk.</summary>
    public abstract void Flush();

    /// <summary>Forgets everything.</summary>
    public abstract void Reset();

    /// <summary>Makes lanes for a number of signals, the widest first.</summary>
    public static EnvelopeLanes[] ForSignals(LinearEnvelopeDesign design, int count)
    {
        List<EnvelopeLanes> lanes = [];
        for (int rest = count; rest > 0; rest -= lanes[^1].LaneCount)
        {
            lanes.Add(rest switch
            {
                >= 8 when Lanes.HasVectorsOfEight => new LaneEnvelope<EightLanes>(design),
                >= 8 => new LaneEnvelope<TwiceFourLanes>(design),
                >= 4 => new LaneEnvelope<FourLanes>(design),
                >= 2 => new LaneEnvelope<TwoLanes>(design),
                _ => new LaneEnvelope<OneLane>(design),
            });
        }

        return [.. lanes];
    }
}
