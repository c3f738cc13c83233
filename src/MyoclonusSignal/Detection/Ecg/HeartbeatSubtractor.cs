using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Takes the heart out of one conditioned EMG, as a stream: around every beat the trimmed mean of the neighbouring beats is
/// subtracted, aligned to a fraction of a sample. The result is the same whatever the block size.
/// </summary>
/// <remarks>
/// Template subtraction: Marker and Maluf (2014), doi:10.1016/j.jelekin.2014.09.005, compare it with filtering and gating;
/// Junior et al. (2019), doi:10.1088/1361-6579/ab2d22, average neighbouring beats as done here. The signal is settled in
/// stretches of <see cref="CoreSeconds"/>, each seen with so many seconds before and behind it that the detector's latency
/// is covered; what is settled never changes. Not thread-safe; one per channel.
/// </remarks>
internal sealed class HeartbeatSubtractor
{
    /// <summary>The length of the stretches in seconds: 25 beats of a slow heart.</summary>
    public const double CoreSeconds = 30;

    /// <summary>How far apart in seconds a beat at the border of two stretches, which is found in both, may be found; two beats are never that near.</summary>
    public const double BorderSeconds = 0.05;

    /// <summary>Two beats are never nearer, in seconds: it is one that was found twice, in two stretches or by two leads.</summary>
    public const double SameBeatSeconds = 0.2;

    /// <summary>The frequency in Hz above which a heart holds next to nothing, and a muscle most of its power.</summary>
    public const double FastHz = 60;

    /// <summary>The length in seconds of the windows by whose power rest is told.</summary>
    public const double QuietSeconds = 0.05;

    // The band must reach well beyond it.
    private const double LeastFastRateHz = 240;
    private const double QuietPart = 0.2;

    private readonly ReferenceLeads? _reference;
    private readonly double _sampleRate;
    private readonly long _core;
    private readonly long _lap;
    private readonly double[] _original;
    private readonly double[] _cleaned;
    private readonly double[] _fast;
    private readonly SosFilter? _fastPart;
    private readonly List<Heartbeat> _beats = [];
    private readonly List<double> _reductionsDb = [];
    private readonly SortedSet<string> _told = new(StringComparer.Ordinal);
    private long _heldStart;
    private long _coreStart;
    private double _lastBeat;
    private double _fastPartOfNoise;
    private double _quietPower;
    private bool _isNoiseMeasured;

    /// <summary>Initializes a new instance of the <see cref="HeartbeatSubtractor"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="lapSeconds">How far each stretch is seen beyond its ends, in seconds.</param>
    /// <param name="reference">The beats as other channels show them, or <see langword="null"/>.</param>
    public HeartbeatSubtractor(double sampleRate, double lapSeconds, ReferenceLeads? reference = null)
    {
        _reference = reference;
        _sampleRate = sampleRate;
        _core = (long)Math.Round(CoreSeconds * sampleRate);
        _lap = (long)Math.Round(lapSeconds * sampleRate);
        _original = new double[_core + (2 * _lap)];
        _cleaned = new double[_original.Length];
        _fast = new double[_original.Length];
        _fastPart = sampleRate >= LeastFastRateHz ? new SosFilter(Butterworth.HighPass(4, FastHz, sampleRate)) : null;
        Reset();
    }

    /// <summary>Gets the number of samples taken in since the last <see cref="Reset"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the index before which nothing changes any more.</summary>
    public long SettledEnd { get; private set; }

    /// <summary>Gets the index of the first sample of the stretch that is settled next.</summary>
    public long NextStart => _coreStart;

    /// <summary>Gets the beats of the settled stretches, at their samples.</summary>
    public IReadOnlyList<Heartbeat> Beats => _beats;

    /// <summary>Gets the number of beats subtracted since construction.</summary>
    public int SubtractedCount => _reductionsDb.Count;

    /// <summary>Gets or sets the time of the first sample, by which the beats of a reference are found in the signal.</summary>
    public double OriginSeconds { get; set; }

    /// <summary>Gets the names of the leads that showed beats.</summary>
    public IReadOnlyCollection<string> Told => _told;

    /// <summary>Gets by how many decibels the power of the middle QRS complex fell; NaN without a beat.</summary>
    public double ReductionDb()
    {
        double[] sorted = [.. _reductionsDb.Order()];
        return Statistics.UpperMedian(sorted);
    }

    /// <summary>Gets the part of the power of the noise that is above <see cref="FastHz"/>; NaN where the signal does not reach far enough beyond.</summary>
    public double FastPartOfNoise
    {
        get
        {
            MeasureNoise();
            return _fastPartOfNoise;
        }
    }

    /// <summary>Gets the power that one in five windows of <see cref="QuietSeconds"/> without the heart does not reach; infinite before any was looked at.</summary>
    public double QuietPower
    {
        get
        {
            MeasureNoise();
            return _quietPower;
        }
    }

    /// <summary>Forgets the signal; the next sample is the first of a new one.</summary>
    public void Reset()
    {
        _beats.Clear();
        _heldStart = 0;
        _coreStart = 0;
        _lastBeat = double.NegativeInfinity;
        _fastPartOfNoise = double.NaN;
        _quietPower = double.PositiveInfinity;
        _isNoiseMeasured = true;
        Count = 0;
        SettledEnd = 0;
    }

    /// <summary>Takes in samples up to the next stretch that can be settled.</summary>
    /// <param name="input">The next samples.</param>
    /// <returns>How many were taken in. Where that is not all, <see cref="Settle"/> comes next.</returns>
    public int Fill(ReadOnlySpan<double> input)
    {
        int take = Math.Min(input.Length, Room);
        input[..take].CopyTo(_original.AsSpan((int)(Count - _heldStart)));
        input[..take].CopyTo(_cleaned.AsSpan((int)(Count - _heldStart)));
        Count += take;
        return take;
    }

    /// <summary>Gets how many samples are missing until a whole stretch and what lies behind it has been taken in.</summary>
    public int Room => (int)(_coreStart + _core + _lap - Count);

    /// <summary>Gets a value indicating whether none is missing.</summary>
    public bool IsFull => Room == 0;

    /// <summary>Settles the next stretch.</summary>
    /// <param name="isNeeded">Whether beats are to be looked for in it.</param>
    /// <param name="isLast">Whether the signal ends here, so that all that is left is settled.</param>
    public void Settle(bool isNeeded, bool isLast)
    {
        long end = isLast ? Count : _coreStart + _core;
        if (isNeeded)
        {
            Subtract(end);

            // Without a beat nobody asks for the noise between beats; who asks nevertheless has it measured then.
            _isNoiseMeasured = false;
            if (_beats.Count > 0)
            {
                MeasureNoise();
            }
        }

        // A beat of the next stretch reaches back to here.
        SettledEnd = isLast ? Count : end - (long)Math.Ceiling((BeatTemplates.MostBeforeSeconds + (2 * BorderSeconds)) * _sampleRate);
        _coreStart = end;
    }

    /// <summary>Lets go of what lies more than the lap before the next stretch; call it when that has been read.</summary>
    public void Release()
    {
        long start = Math.Max(_heldStart, _coreStart - _lap);
        if (start == _heldStart)
        {
            return;
        }

        int drop = (int)(start - _heldStart);
        int keep = (int)(Count - start);
        Array.Copy(_original, drop, _original, 0, keep);
        Array.Copy(_cleaned, drop, _cleaned, 0, keep);
        Array.Copy(_fast, drop, _fast, 0, keep);
        _heldStart = start;
        DropBeats(start);
    }

    private void DropBeats(long before)
    {
        for (int i = _beats.Count - 1; i >= 0; i--)
        {
            if (_beats[i].Position < before)
            {
                _beats.RemoveAt(i);
            }
        }
    }

    /// <summary>Copies settled samples without the heart.</summary>
    public void CopyCleaned(long start, Span<double> output) => _cleaned.AsSpan((int)(start - _heldStart), output.Length).CopyTo(output);

    /// <summary>Copies what of settled samples without the heart is faster than a heart (<see cref="FastHz"/>).</summary>
    public void CopyFast(long start, Span<double> output) => _fast.AsSpan((int)(start - _heldStart), output.Length).CopyTo(output);

    /// <summary>
    /// Gives the largest mean power in any window of so many samples inside [start, end): as it was, without the heart, and
    /// of that what is faster than a heart (<see cref="FastHz"/>).
    /// </summary>
    public (double Original, double Cleaned, double Fast) LargestPowers(long start, long end, int window)
    {
        int first = (int)Math.Max(0, start - _heldStart);
        int last = (int)Math.Min(Count - _heldStart, end - _heldStart);
        int length = Math.Max(0, last - first);
        window = Math.Max(1, Math.Min(window, length));
        return (
            LargestPower(_original.AsSpan(first, length), window),
            LargestPower(_cleaned.AsSpan(first, length), window),
            LargestPower(_fast.AsSpan(first, length), window));
    }

    private static double LargestPower(ReadOnlySpan<double> samples, int window)
    {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            sum += samples[i] * samples[i];
            sum -= i >= window ? samples[i - window] * samples[i - window] : 0;
            largest = i >= window - 1 ? Math.Max(largest, sum) : largest;
        }

        return largest / window;
    }

    /// <summary>Takes the noise from the quietest fifth of the windows of what is held without the heart, and what of it is fast.</summary>
    private void MeasureNoise()
    {
        int held = (int)(Count - _heldStart);
        int window = Math.Max(1, (int)Math.Round(QuietSeconds * _sampleRate));
        int count = held / window;
        if (_isNoiseMeasured || count == 0)
        {
            return;
        }

        _isNoiseMeasured = true;

        _fastPart?.Reset();
        _fastPart?.Process(_cleaned.AsSpan(0, held), _fast.AsSpan(0, held));
        double[] powers = new double[count];
        double[] fast = new double[count];
        for (int i = 0; i < count; i++)
        {
            powers[i] = SumOfSquares(_cleaned.AsSpan(i * window, window)) / window;
            fast[i] = SumOfSquares(_fast.AsSpan(i * window, window)) / window;
        }

        Array.Sort(powers, fast);
        int quiet = Math.Max(1, (int)(QuietPart * count));
        _quietPower = powers[quiet - 1];
        _fastPartOfNoise = _fastPart is null ? double.NaN : fast[..quiet].Sum() / Math.Max(1e-300, powers[..quiet].Sum());
    }

    private static double SumOfSquares(ReadOnlySpan<double> samples)
    {
        double sum = 0;
        foreach (double sample in samples)
        {
            sum += sample * sample;
        }

        return sum;
    }

    private void Subtract(long end)
    {
        int step = Math.Max(1, (int)Math.Round(_sampleRate / HeartbeatShapes.RateHz));
        int held = (int)(Count - _heldStart);
        float[] slow = new float[held / step];
        for (int i = 0; i < slow.Length; i++)
        {
            double sum = 0;
            for (int n = i * step; n < (i + 1) * step; n++)
            {
                sum += _original[n];
            }

            slow[i] = (float)(sum / step);
        }

        double startSeconds = OriginSeconds + ((_heldStart + ((step - 1) / 2.0)) / _sampleRate);
        List<Heartbeat> found = _reference is null
            ? HeartbeatFinder.Find(slow, _sampleRate / step, out double pulse)
            : _reference.Find(slow, _sampleRate / step, startSeconds, out pulse, _told);
        if (found.Count == 0)
        {
            return;
        }

        double[] places = [.. found.Where(beat => !beat.IsEctopic).Select(beat => (beat.Position * step) + ((step - 1) / 2.0))];
        BeatTemplates templates = new(_original.AsSpan(0, held), places, _sampleRate, pulse);
        for (int i = 0; i < places.Length; i++)
        {
            double at = _heldStart + templates.Place(i);
            if (IsNew(at, end))
            {
                (double before, double left) = templates.Subtract(i, _cleaned.AsSpan(0, held));
                _reductionsDb.Add(10 * Math.Log10(Math.Max(before, 1e-30) / Math.Max(left, 1e-30)));
                _beats.Add(new Heartbeat(at, IsEctopic: false, before, left));
                _lastBeat = at;
            }
        }

        double border = _coreStart;
        _beats.AddRange(found
            .Where(beat => beat.IsEctopic)
            .Select(beat => beat with { Position = _heldStart + (beat.Position * step) })
            .Where(beat => beat.Position >= border && beat.Position < end));
    }

    private bool IsNew(double at, long end) =>
        at >= _coreStart - (BorderSeconds * _sampleRate) && at < end && at - _lastBeat > SameBeatSeconds * _sampleRate;
}
