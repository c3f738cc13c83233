using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>The sections of a filter with the states of as many signals as there are lanes.</summary>
internal abstract class SosCascade : LaneProcessor
{
    /// <summary>Gives the states of one signal, two for each section.</summary>
    public abstract void CopyState(int lane, Span<double> state);

    /// <summary>Sets the states of one signal, two for each section.</summary>
    public abstract void SetState(int lane, ReadOnlySpan<double> state);

    /// <summary>Makes cascades for a number of signals, the widest first.</summary>
    public static SosCascade[] ForSignals(SosCoefficients coefficients, int count)
    {
        SosSection[] sections = coefficients.Sections.ToArray();
        List<SosCascade> cascades = [];
        for (int rest = count; rest > 0; rest -= cascades[^1].LaneCount)
        {
            cascades.Add(rest switch
            {
                >= 8 when Lanes.HasVectorsOfEight => new LaneCascade<EightLanes>(sections),
                >= 8 => new LaneCascade<TwiceFourLanes>(sections),
                >= 4 => new LaneCascade<FourLanes>(sections),
                >= 2 => new LaneCascade<TwoLanes>(sections),
                _ => new LaneCascade<OneLane>(sections),
            });
        }

        return [.. cascades];
    }
}
