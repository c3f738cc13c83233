using MyoclonusSignal.Filtering;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Takes the lines out of one conditioned signal, whatever their frequency: those known from the start, and those that appear
/// later, a second or so after they do. What could not be taken out is kept with its place.
/// </summary>
internal sealed class LineRemoval
{
    // A running spectrum of so many windows of a second.
    private const int MemoryWindows = 4;

    // Samples beyond that many standard deviations are not the line's: a sine wave reaches 1.4.
    private const double ClipDeviations = 5;

    // What is left of a line is reported where it is this part of the noise's power or more, in three windows in a row.
    private const double LeftPart = 0.25;
    private const int LeftWindows = 3;

    // A hop or two until a new line is followed.
    private const double LockSeconds = 0.12;

    // In the lead the filter answers to its first sample for so long.
    private const double FilterSeconds = 0.5;

    private readonly double _sampleRate;
    private readonly double _leastAmplitude;
    private readonly LineCanceller _canceller;
    private readonly LineFinder _finder;
    private readonly List<FoundLine> _found = [];
    private readonly List<LineLeft> _left = [];
    private readonly List<(int Switch, double Hz)> _appeared = [];
    private double _originSeconds;

    /// <summary>Initializes a new instance of the <see cref="LineRemoval"/> class.</summary>
    /// <param name="plan">The filter before it, and the lines known from the start.</param>
    /// <param name="leastAmplitude">How large a line must be to do harm.</param>
    public LineRemoval(ConditioningPlan plan, double leastAmplitude)
    {
        _sampleRate = plan.Filter!.SampleRate;
        _leastAmplitude = leastAmplitude;
        _canceller = new LineCanceller(_sampleRate, plan.Band.WidthHz);
        _finder = Finder(plan, MemoryWindows);
        foreach (FoundLine line in plan.Lines!)
        {
            _canceller.Add(line.Hz, line.Amplitude);
        }
    }

    /// <summary>Gets the stretches of the segment in which a line was not followed yet.</summary>
    public List<LineSwitch> Switches => _canceller.Switches;

    /// <summary>Gets the lines that appeared later, and when.</summary>
    public List<LineAppearance> Appearances { get; } = [];

    /// <summary>Gets what could not be taken out.</summary>
    public IEnumerable<LineLeft> Left => _left.Where(left => left.EndSeconds - left.StartSeconds >= LeftWindows * _finder.WindowLength / _sampleRate);

    /// <summary>Gives the lines that are taken out, by frequency.</summary>
    public IReadOnlyList<FoundLine> Lines() => [.. _canceller.Lines.Select(line => new FoundLine(line.Hz, line.Amplitude, double.NaN)).OrderBy(line => line.Hz)];

    /// <summary>Gives how large a line must be to do harm: a tenth of the converter's step is far below its noise.</summary>
    public static double LeastAmplitude(double quantisationStep) => 0.1 * quantisationStep;

    /// <summary>Makes what finds the lines of a band, as far beyond its borders as the filter lets them through.</summary>
    /// <param name="plan">The band and its filter.</param>
    /// <param name="memoryWindows">After how many windows the spectrum is forgotten; 0 for never.</param>
    public static LineFinder Finder(ConditioningPlan plan, int memoryWindows) =>
        new(plan.Filter!, LineBand.LowestFraction * plan.Band.LowHz, LineBand.HighestFraction * plan.Band.HighHz, memoryWindows);

    /// <summary>Gives the lines of a segment's start, the strongest first.</summary>
    public IEnumerable<double> StrongestHz(int most) =>
        _canceller.Lines.OrderByDescending(line => line.Amplitude).Take(most).Select(line => line.Hz);

    /// <summary>Begins a segment at a time on the recording's clock.</summary>
    /// <param name="seconds">The time of its first sample.</param>
    /// <param name="lead">Conditioned samples that would have come before it.</param>
    public void BeginSegment(double seconds, Span<double> lead)
    {
        _originSeconds = seconds;
        _canceller.Restart();
        _canceller.Process(lead[Math.Min(lead.Length, (int)(FilterSeconds * _sampleRate))..]);
        _canceller.Rebase();
    }

    /// <summary>Ends the segment.</summary>
    public void EndSegment()
    {
        _finder.EndSegment();
        _canceller.Switches.Clear();
        _appeared.Clear();
    }

    /// <summary>Takes the lines out of the next samples, in place.</summary>
    public void Process(Span<double> samples)
    {
        while (!samples.IsEmpty)
        {
            Span<double> now = samples[..Math.Min(samples.Length, _finder.Room)];
            _canceller.Process(now);
            _finder.ClipLevel = ClipDeviations * Math.Sqrt(_canceller.UsualPower);
            if (_finder.Process(now))
            {
                Look();
            }

            samples = samples[now.Length..];
        }
    }

    private void Look()
    {
        MeasureAppeared();
        _finder.Find(_found);
        bool isNew = false;
        foreach (FoundLine line in _found)
        {
            if (line.Amplitude < _leastAmplitude)
            {
                continue;
            }

            if (IsFollowed(line.Hz))
            {
                NoteLeft(line);
            }
            else if (_canceller.Add(line.Hz, line.Amplitude))
            {
                isNew = true;
                long position = _canceller.Position;
                long start = Math.Max(0, position - _finder.WindowLength);
                long end = position + (long)Math.Ceiling(LockSeconds * _sampleRate);
                _appeared.Add((_canceller.Switches.Count, line.Hz));
                _canceller.Switches.Add(new LineSwitch(start, end, line.Amplitude));
                Appearances.Add(new LineAppearance(line.Hz, line.Amplitude, _originSeconds + (start / _sampleRate), _originSeconds + (end / _sampleRate)));
            }
            else
            {
                NoteLeft(line);
            }
        }

        if (isNew)
        {
            _finder.Forget();
        }
    }

    /// <summary>
    /// Takes the amplitude of lines that have appeared from their trackers, a window later: the window in which a line appears holds
    /// a part of it only.
    /// </summary>
    private void MeasureAppeared()
    {
        foreach ((int index, double hz) in _appeared)
        {
            if (Follower(hz) is LineTracker line)
            {
                LineSwitch before = _canceller.Switches[index];
                _canceller.Switches[index] = before with { Amplitude = Math.Max(before.Amplitude, line.Amplitude) };
            }
        }

        _appeared.Clear();
    }

    private bool IsFollowed(double hz) => Follower(hz) is not null;

    private LineTracker? Follower(double hz)
    {
        foreach (LineTracker line in _canceller.Lines)
        {
            if (Math.Abs(line.Hz - hz) < _finder.ResolutionHz)
            {
                return line;
            }
        }

        return null;
    }

    private void NoteLeft(in FoundLine line)
    {
        if (line.Amplitude * line.Amplitude / 2 < LeftPart * _canceller.UsualPower)
        {
            return;
        }

        double now = _originSeconds + (_canceller.Position / _sampleRate);
        double windowSeconds = _finder.WindowLength / _sampleRate;
        for (int i = _left.Count - 1; i >= 0; i--)
        {
            LineLeft before = _left[i];
            if (Math.Abs(before.Hz - line.Hz) < _finder.ResolutionHz && now - before.EndSeconds < 2.5 * windowSeconds)
            {
                _left[i] = before with { EndSeconds = now, Amplitude = Math.Max(before.Amplitude, line.Amplitude) };
                return;
            }
        }

        _left.RemoveAll(left => left.EndSeconds < now - (2.5 * windowSeconds) && left.EndSeconds - left.StartSeconds < LeftWindows * windowSeconds);
        _left.Add(new LineLeft(line.Hz, line.Amplitude, now - windowSeconds, now));
    }
}

/// <summary>A line that appeared after the start.</summary>
/// <param name="Hz">Its frequency in Hz.</param>
/// <param name="Amplitude">Its amplitude.</param>
/// <param name="StartSeconds">Since when it may have been there.</param>
/// <param name="EndSeconds">Since when it is taken out.</param>
internal sealed record LineAppearance(double Hz, double Amplitude, double StartSeconds, double EndSeconds);

/// <summary>A line that could not be taken out.</summary>
/// <param name="Hz">Its frequency in Hz.</param>
/// <param name="Amplitude">The largest amplitude of what was left.</param>
/// <param name="StartSeconds">From when.</param>
/// <param name="EndSeconds">Until when.</param>
internal sealed record LineLeft(double Hz, double Amplitude, double StartSeconds, double EndSeconds);
