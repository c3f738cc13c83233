using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>The linear envelopes of as many signals as there are lanes.</summary>
internal abstract class EnvelopeLanes : LaneProcessor
{
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
