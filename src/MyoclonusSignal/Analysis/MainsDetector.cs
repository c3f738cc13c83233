namespace MyoclonusSignal.Analysis;

/// <summary>
/// Measures the hum of the mains in one signal: power at 50 and 60 Hz and their first harmonics over the power of the
/// frequencies beside them, in Hann windows of two seconds taken every so often.
/// </summary>
internal sealed class MainsDetector
{
    // A Hann window of 2 s sees ±1 Hz around its frequency: the line is in the middle, its neighbours start at ±2 Hz.
    private const double WindowSeconds = 2;
    private const int Harmonics = 3;
    private const int Neighbours = 10;
    private const double HighestOffset = 7;

    // Broadband noise averaged over a few windows stays within ±3 dB of its neighbours.
    private const double LineDb = 8;
    private const double FewWindowsDb = 8;

    private static readonly double[] MainsHz = [50, 60];
    private static readonly double[] Offsets = [-6, -5, -4, -3, -2, 2, 3, 4, 5, 6];

    private readonly double _sampleRate;
    private readonly double[] _window;
    private readonly double[] _samples;
    private readonly double[] _lineLogPower = new double[2 * Harmonics];
    private readonly double[] _neighbourLogPower = new double[2 * Harmonics * Neighbours];
    private readonly long _everySamples;
    private long _position;
    private int _filled;
    private int _windows;

    /// <summary>Initializes a new instance of the <see cref="MainsDetector"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="everySeconds">The time from the start of one window to the start of the next.</param>
    public MainsDetector(double sampleRate, double everySeconds)
    {
        _sampleRate = sampleRate;
        int length = (int)Math.Round(WindowSeconds * sampleRate);
        _everySamples = Math.Max(length, (long)Math.Round(everySeconds * sampleRate));
        _samples = new double[length];
        _window = new double[length];
        for (int i = 0; i < length; i++)
        {
            _window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / length));
        }
    }

    /// <summary>Takes in the next samples of a gap-free stretch; none may be NaN.</summary>
    public void Process(ReadOnlySpan<double> input)
    {
        while (!input.IsEmpty)
        {
            long phase = _position % _everySamples;
            if (phase < _samples.Length)
            {
                int take = (int)Math.Min(_samples.Length - phase, input.Length);
                input[..take].CopyTo(_samples.AsSpan(_filled));
                _filled += take;
                _position += take;
                input = input[take..];
                if (_filled == _samples.Length)
                {
                    Measure();
                    _filled = 0;
                }
            }
            else
            {
                int skip = (int)Math.Min(_everySamples - phase, input.Length);
                _position += skip;
                input = input[skip..];
            }
        }
    }

    /// <summary>Ends a gap-free stretch: no window reaches across a gap.</summary>
    public void EndSegment()
    {
        _position = 0;
        _filled = 0;
    }

    /// <summary>
    /// Gives the mains frequency in Hz with the largest excess, or 0 where there is none, and that excess in decibels
    /// (the larger of both candidates where neither counts as a line; NaN before the first window).
    /// </summary>
    public double Find(out double excessDb)
    {
        excessDb = double.NaN;
        double found = 0;
        if (_windows == 0)
        {
            return 0;
        }

        for (int mains = 0; mains < MainsHz.Length; mains++)
        {
            double largest = ExcessDb(MainsHz[mains]);
            if (!double.IsNaN(largest) && !(largest <= excessDb))
            {
                excessDb = largest;
                found = MainsHz[mains];
            }
        }

        return excessDb >= LineDb + (FewWindowsDb / _windows) ? found : 0;
    }

    /// <summary>
    /// Gives the largest excess in decibels of one mains frequency and its harmonics over the frequencies beside them; NaN
    /// for a frequency other than 50 and 60 Hz and before the first window.
    /// </summary>
    public double ExcessDb(double mainsHz)
    {
        int mains = Array.IndexOf(MainsHz, mainsHz);
        double largest = double.NaN;
        if (mains < 0 || _windows == 0)
        {
            return largest;
        }

        Span<double> neighbours = stackalloc double[Neighbours];
        for (int harmonic = 0; harmonic < Harmonics; harmonic++)
        {
            int at = (mains * Harmonics) + harmonic;
            _neighbourLogPower.AsSpan(at * Neighbours, Neighbours).CopyTo(neighbours);
            neighbours.Sort();
            double middle = (neighbours[(Neighbours / 2) - 1] + neighbours[Neighbours / 2]) / 2;
            bool isMeasured = ((harmonic + 1) * mainsHz) + HighestOffset < _sampleRate / 2;
            double excess = (_lineLogPower[at] - middle) / _windows * (10 / Math.Log(10));
            if (isMeasured && !(excess <= largest))
            {
                largest = excess;
            }
        }

        return largest;
    }

    private void Measure()
    {
        double mean = 0;
        foreach (double sample in _samples)
        {
            mean += sample;
        }

        mean /= _samples.Length;
        for (int i = 0; i < _samples.Length; i++)
        {
            _samples[i] = (_samples[i] - mean) * _window[i];
        }

        for (int mains = 0; mains < MainsHz.Length; mains++)
        {
            for (int harmonic = 0; harmonic < Harmonics; harmonic++)
            {
                double line = MainsHz[mains] * (harmonic + 1);
                if (line + HighestOffset >= _sampleRate / 2)
                {
                    continue;
                }

                int at = (mains * Harmonics) + harmonic;
                _lineLogPower[at] += LogPower(line);
                for (int i = 0; i < Neighbours; i++)
                {
                    _neighbourLogPower[(at * Neighbours) + i] += LogPower(line + Offsets[i]);
                }
            }
        }

        _windows++;
    }

    /// <summary>The logarithm of the power at one frequency, by Goertzel's recursion.</summary>
    private double LogPower(double frequencyHz)
    {
        double coefficient = 2 * Math.Cos(2 * Math.PI * frequencyHz / _sampleRate);
        double last = 0;
        double beforeLast = 0;
        foreach (double sample in _samples)
        {
            double next = sample + (coefficient * last) - beforeLast;
            beforeLast = last;
            last = next;
        }

        // Averaging logarithms keeps a few strong bursts from outweighing all the rest of the signal.
        return Math.Log(Math.Max((last * last) + (beforeLast * beforeLast) - (coefficient * last * beforeLast), 1e-300));
    }
}
