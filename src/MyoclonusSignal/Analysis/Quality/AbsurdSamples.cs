using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Finds samples of one signal that no converter gives, such as 1E+12 in an EMG of microvolts: damage of the file, or a
/// number that stands for none. They are taken for missing, as a filter would ring on them for seconds and hide what follows.
/// </summary>
/// <remarks>
/// Such a sample lies beyond the <see cref="PlausibleRange"/> of the signal, alone or with others for some seconds: what leads to
/// them and what follows them is a thousand times smaller, where an anti-aliasing filter lets no spike be shorter than that. Where
/// neighbours come to it by degrees, or it lasts, the signal itself has grown, and what it has reached is taken for its usual
/// deviation from there on.
/// Samples are taken in one by one; any block size gives the same.
/// </remarks>
internal sealed class AbsurdSamples(PlausibleRange range, double sampleRate)
{
    // Half-band filters of sigma-delta converters spread an impulse over tens of samples, by a fifth to the first neighbours.
    private const double LeastFall = 1000;

    // What stays off any scale for longer is another recording than the one whose noise was measured: one that begins, of which
    // this much is lost. Electrodes that come off, and amplifiers that recover, are back within it.
    private const double MostSeconds = 5;

    // 12 dB: within it of the least before, a sample belongs to the same level, also where that is not further out than the range.
    private const double LevelFall = 4;

    private const int MostPlaces = 20;

    private readonly int _mostRun = Math.Max(1, (int)(MostSeconds * sampleRate));
    private readonly List<double> _places = [];
    private PlausibleRange _range = range;
    private double _previous;
    private double _lowestOfRun;
    private double _highestOfRun;
    private int _run;

    /// <summary>Gets the number of samples found.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the largest magnitude among them.</summary>
    public double Largest { get; private set; }

    /// <summary>Gets the times of the first twenty of them in seconds.</summary>
    public IReadOnlyList<double> Places => _places;

    /// <summary>Forgets what was before a jump of the clock.</summary>
    public void EndSegment()
    {
        _previous = 0;
        _run = 0;
    }

    /// <summary>Returns true if any of the next samples has to be looked at; if not, they are taken in.</summary>
    public bool HasSuspect(ReadOnlySpan<double> samples)
    {
        if (_run > 0 || _range.ExcludesAny(samples))
        {
            return true;
        }

        _previous = samples.IsEmpty ? _previous : Deviation(samples[^1]);
        return false;
    }

    /// <summary>Takes in samples of which one is suspect, and makes those missing that no converter gives.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="startSeconds">The time of the first.</param>
    public void Clean(Span<double> samples, double startSeconds)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            double sample = samples[i];
            double deviation = Deviation(sample);
            bool isLevel = _run > 0 && deviation * LevelFall > _lowestOfRun;
            if (!isLevel && !_range.Excludes(sample))
            {
                if (_run > 0 && deviation * LeastFall > _lowestOfRun)
                {
                    GrowTo(_highestOfRun);
                }

                _run = 0;
                _previous = deviation;
            }
            else if (_run == _mostRun || (_run == 0 && _previous * LeastFall > deviation))
            {
                GrowTo(Math.Max(deviation, _run == 0 ? 0 : _highestOfRun));
                _run = 0;
                _previous = deviation;
            }
            else
            {
                _lowestOfRun = _run == 0 ? deviation : Math.Min(deviation, _lowestOfRun);
                _highestOfRun = _run == 0 ? deviation : Math.Max(deviation, _highestOfRun);
                _run++;
                Note(sample, startSeconds + (i / sampleRate));
                samples[i] = double.NaN;
            }
        }
    }

    private double Deviation(double sample) => MissingSample.IsPresent(sample) ? Math.Abs(sample - _range.Middle) : 0;

    private void GrowTo(double deviation) => _range = _range with { Reach = Math.Max(_range.Reach, PlausibleRange.MostDeviations * deviation) };

    private void Note(double sample, double seconds)
    {
        Count++;
        Largest = Math.Max(Largest, Math.Abs(sample));
        if (_places.Count < MostPlaces)
        {
            _places.Add(seconds);
        }
    }
}
