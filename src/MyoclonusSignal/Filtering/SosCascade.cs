using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>The sections of a filter with the states of as many signals as there are lanes.</summary>
internal abstract class SosCascade
{
    /// <summary>
    /// After so many samples of a signal, counted from its start, states that have all but vanished are set to 0. Frames of
    /// eight signals and this length, and the signals themselves, fit into the processor's nearest cache.
    /// </summary>
    public const int ChunkFrames = 256;

    /// <summary>Gets the number of signals.</summary>
    public abstract int LaneCount { get; }

    /// <summary>Filters frames.</summary>
    /// <param name="input">The first lane's sample of the first frame.</param>
    /// <param name="output">Where it goes; may be the input.</param>
    /// <param name="frames">The number of frames, at most up to the end of the chunk.</param>
    /// <param name="stride">The samples from one frame to the next.</param>
    public abstract void Process(ref double input, ref double output, int frames, int stride);

    /// <summary>Sets states to 0 that a signal's silence has left; called at the end of every chunk.</summary>
    public abstract void Flush();

    /// <summary>Puts all signals at rest.</summary>
    public abstract void Reset();

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
