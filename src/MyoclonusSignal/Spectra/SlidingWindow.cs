namespace MyoclonusSignal.Spectra;

/// <summary>Collects samples in blocks of any size into overlapping windows that never reach across a gap.</summary>
internal sealed class SlidingWindow
{
    private readonly double[] _samples;
    private readonly int _hop;
    private int _count;
    private bool _anyOfSegment;

    public SlidingWindow(int length, int hop)
    {
        _samples = new double[length];
        _hop = hop;
    }

    /// <summary>Gets the number of samples of ended segments that no window has covered.</summary>
    public long SkippedSamples { get; private set; }

    /// <summary>Gets the samples of the running segment that are kept: a full window when <see cref="TryFill"/> says so.</summary>
    public ReadOnlySpan<double> Samples => _samples.AsSpan(0, _count);

    /// <summary>Gets the samples of the running segment that no window has covered yet.</summary>
    public int PendingSamples
    {
        get
        {
            if (!_anyOfSegment)
            {
                return _count;
            }

            return _count == _samples.Length ? 0 : _count - (_samples.Length - _hop);
        }
    }

    /// <summary>Gets whether the running segment has not filled a window yet.</summary>
    public bool IsShort => !_anyOfSegment;

    /// <summary>Takes samples until the window is full; false when they did not suffice.</summary>
    public bool TryFill(ref ReadOnlySpan<double> block)
    {
        if (_count == _samples.Length)
        {
            // The window was read by the caller: keep what the next one shares with it.
            _samples.AsSpan(_hop).CopyTo(_samples);
            _count -= _hop;
        }

        int taken = Math.Min(block.Length, _samples.Length - _count);
        block[..taken].CopyTo(_samples.AsSpan(_count));
        block = block[taken..];
        _count += taken;
        if (_count < _samples.Length)
        {
            return false;
        }

        _anyOfSegment = true;
        return true;
    }

    /// <summary>A gap: forgets the running segment, counting what no window covered unless it was used otherwise.</summary>
    public void EndSegment(bool pendingWereUsed)
    {
        SkippedSamples += pendingWereUsed ? 0 : PendingSamples;
        _count = 0;
        _anyOfSegment = false;
    }

    public void Reset()
    {
        _count = 0;
        _anyOfSegment = false;
        SkippedSamples = 0;
    }
}
