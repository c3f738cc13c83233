using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Gathers the bouts of the rhythm that was decided on and those of all ridges beside it.</summary>
internal sealed class RhythmGathering
{
    private readonly double _mainHz;
    private readonly double _toleranceHz;
    private readonly double _ownHz;
    private readonly List<RhythmBout> _bouts;
    private readonly List<double> _others = [];
    private double _longest;
    private double _lowHz;
    private double _highHz;

    /// <summary>Initializes a new instance of the <see cref="RhythmGathering"/> class.</summary>
    /// <param name="main">The rhythm that was decided on.</param>
    /// <param name="windowSeconds">The length of the windows, which tells how near two frequencies can be told apart.</param>
    /// <param name="bandwidthHz">The width of its peak: intervals that stay long or short for a while move it within.</param>
    public RhythmGathering(in RhythmTrackResult main, double windowSeconds, double bandwidthHz)
    {
        _mainHz = main.FrequencyHz;
        _toleranceHz = Math.Max(HannPeak.HalfWidthHz(windowSeconds), PeakShape.JitteredHalfWidth * main.FrequencyHz);
        _ownHz = Math.Max(_toleranceHz, bandwidthHz);
        _bouts = [.. main.Bouts];
        Drift = main.Drift;
        _lowHz = _bouts.Min(bout => bout.FrequencyHz - Reach(bout));
        _highHz = _bouts.Max(bout => bout.FrequencyHz + Reach(bout));
    }

    /// <summary>Gets how the frequency of the rhythm that was decided on changes.</summary>
    public FrequencyDrift? Drift { get; private set; }

    /// <summary>Gets the mean frequency of the rhythm that was decided on where it drifts out of its peak; null where it does not.</summary>
    public double? DriftingMeanHz { get; private set; }

    /// <summary>Gets the bouts in the order of time.</summary>
    public IReadOnlyList<RhythmBout> Bouts => _bouts;

    /// <summary>Gets the frequencies of other rhythms, the surest first.</summary>
    public IReadOnlyList<double> OtherHz => _others;

    /// <summary>Gets how long any of them was present.</summary>
    public double Seconds()
    {
        double seconds = 0;
        double end = double.NegativeInfinity;
        foreach (RhythmBout bout in _bouts)
        {
            seconds += Math.Max(0, bout.EndSeconds - Math.Max(end, bout.StartSeconds));
            end = Math.Max(end, bout.EndSeconds);
        }

        return seconds;
    }

    /// <summary>Returns true if a ridge leaves the frequency that was decided on, and is not one of its harmonics.</summary>
    public bool IsNew(Ridge ridge) =>
        ridge.FrequencyHz.Any(f => Math.Abs(f - _mainHz) > _toleranceHz) && !IsHarmonic(ridge.MeanHz);

    public void Add(Ridge ridge, IReadOnlyList<RhythmBout> own, FrequencyDrift? drift)
    {
        if (own.Count == 0)
        {
            return;
        }

        double low = ridge.FrequencyHz.Min() - _toleranceHz;
        double high = ridge.FrequencyHz.Max() + _toleranceHz;
        bool isMain = ridge.FrequencyHz.Any(f => Math.Abs(f - _mainHz) <= _toleranceHz);
        if (isMain)
        {
            // The same rhythm, of which only the part at one frequency was followed.
            _bouts.RemoveAll(bout => bout.FrequencyHz >= low && bout.FrequencyHz <= high && Covered(bout, own) > 0.5);
            double seconds = own.Sum(bout => bout.DurationSeconds);
            if (drift is not null && seconds > _longest)
            {
                (Drift, _longest) = (drift, seconds);
                DriftingMeanHz = MeanHz(own);
            }
        }
        else
        {
            AddOther(MeanHz(own));
        }

        RhythmBout[] free = [.. own.Where(bout => Covered(bout, _bouts) <= 0.5)];
        _bouts.AddRange(free);
        if (free.Length > 0)
        {
            _lowHz = Math.Min(_lowHz, low);
            _highHz = Math.Max(_highHz, high);
        }

        _bouts.Sort((a, b) => a.StartSeconds.CompareTo(b.StartSeconds));
        Part();
    }

    /// <summary>Adds a peak of the whole record, unless a rhythm that drifts or jumps passes over it.</summary>
    public void AddPeak(double frequencyHz)
    {
        if (frequencyHz < _lowHz || frequencyHz > _highHz)
        {
            AddOther(frequencyHz);
        }
    }

    /// <summary>Adds the frequency of another rhythm, unless it is one that is known, or a harmonic.</summary>
    public void AddOther(double frequencyHz)
    {
        if (Math.Abs(frequencyHz - _mainHz) > _ownHz
            && !IsHarmonic(frequencyHz)
            && _others.TrueForAll(other => Math.Abs(other - frequencyHz) > _toleranceHz && Math.Abs(frequencyHz - (2 * other)) > _toleranceHz)
            && !_bouts.Exists(bout => Math.Abs(bout.FrequencyHz - frequencyHz) <= _toleranceHz + Reach(bout)))
        {
            _others.Add(frequencyHz);
        }
    }

    private static double MeanHz(IReadOnlyList<RhythmBout> bouts) =>
        bouts.Sum(bout => bout.FrequencyHz * bout.DurationSeconds) / bouts.Sum(bout => bout.DurationSeconds);

    // The stretches of neighbouring ridges overlap: each has its half.
    private void Part()
    {
        for (int i = 1; i < _bouts.Count; i++)
        {
            double overlap = _bouts[i - 1].EndSeconds - _bouts[i].StartSeconds;
            if (overlap > 0)
            {
                _bouts[i - 1] = _bouts[i - 1] with { EndSeconds = _bouts[i - 1].EndSeconds - (overlap / 2) };
                _bouts[i] = _bouts[i] with { StartSeconds = _bouts[i - 1].EndSeconds };
            }
        }
    }

    // How far a bout's frequency moves from its mean.
    private static double Reach(in RhythmBout bout) =>
        double.IsNaN(bout.DriftHzPerMinute) ? 0 : Math.Abs(bout.DriftHzPerMinute) * bout.DurationSeconds / 120;

    // A harmonic moves by as many times as much as the fundamental when that drifts or swings.
    private bool IsHarmonic(double frequencyHz) =>
        Math.Abs(frequencyHz - (2 * _mainHz)) <= 2 * _ownHz || Math.Abs(frequencyHz - (3 * _mainHz)) <= 3 * _toleranceHz;

    private static double Covered(RhythmBout bout, IReadOnlyList<RhythmBout> by) =>
        by.Sum(other => Math.Max(0, Math.Min(bout.EndSeconds, other.EndSeconds) - Math.Max(bout.StartSeconds, other.StartSeconds)))
        / bout.DurationSeconds;
}
