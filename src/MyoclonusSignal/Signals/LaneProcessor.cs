namespace MyoclonusSignal.Signals;

/// <summary>A processor of as many signals as there are lanes, with a state for each.</summary>
internal abstract class LaneProcessor
{
    /// <summary>Gets the number of signals.</summary>
    public abstract int LaneCount { get; }

    /// <summary>Processes frames.</summary>
    /// <param name="input">The first lane's sample of the first frame.</param>
    /// <param name="output">Where what becomes of it goes; may be the input.</param>
    /// <param name="frames">The number of frames, at most up to the end of a chunk.</param>
    /// <param name="stride">The samples from one frame to the next.</param>
    public abstract void Process(ref double input, ref double output, int frames, int stride);

    /// <summary>Sets states to 0 that a signal's silence has left; called at the end of every chunk.</summary>
    public abstract void Flush();

    /// <summary>Puts all signals at rest.</summary>
    public abstract void Reset();
}
