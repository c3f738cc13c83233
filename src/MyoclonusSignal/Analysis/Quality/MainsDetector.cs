using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

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

    // Simulated noise exceeds 8 + 12/n decibels in n windows, at any of the six lines, once in 10⁵ recordings of a few
    // windows and hardly ever in longer ones.
    private const double LineDb = 8;
    private const double FewWindowsDb = 12;

    private static readonly double[] MainsHz = [50, 60];
    private static readonly double[] Offsets = [-6, -5, -4, -3, -2, 2, 3, 4, 5, 6];

    private readonly double[] _window;
    private readonly double[] _samples;
    private readonly GoertzelBank _bank;
    private readonly double[] _power;

    // For each line that lies below half the sampling rate, its own logarithm of power and those of its neighbours.
    private readonly double[] _logPower;
    private readonly int[] _firstLine = new int[2];
    private readonly long _everySamples;
    private long _position;
    private int _filled;
    private int _windows;

    /// <summary>Initializes a new instance of the <see cref="MainsDetector"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="everySeconds">The time from the start of one window to the start of the next.</param>
    public MainsDetector(double sampleRate, double everySeconds)
    {
        // A channel of one sample in many seconds has a window of one sample, and no line below half its rate.
        int length = Math.Max(1, (int)Math.Round(WindowSeconds * sampleRate));
        _everySamples = Math.Max(length, (long)Math.Round(everySeconds * sampleRate));
        List<double> frequencies = [];
        for (int mains = 0; mains < MainsHz.Length; mains++)
        {
            _firstLine[mains] = frequencies.Count / (Neighbours + 1);
            for (int harmonic = 1; harmonic <= Harmonics && (harmonic * MainsHz[mains]) + HighestOffset < sampleRate / 2; harmonic++)
            {
                frequencies.Add(harmonic * MainsHz[mains]);
                frequencies.AddRange(Offsets.Select(offset => (harmonic * MainsHz[mains]) + offset));
            }
        }

        _bank = new GoertzelBank(frequencies, sampleRate);
        _power = new double[frequencies.Count];
        _logPower = new double[frequencies.Count];
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
        int end = mains + 1 < MainsHz.Length ? _firstLine[mains + 1] : _logPower.Length / (Neighbours + 1);
        for (int line = _firstLine[mains]; line < end; line++)
        {
            ReadOnlySpan<double> own = _logPower.AsSpan(line * (Neighbours + 1), Neighbours + 1);
            own[1..].CopyTo(neighbours);
            neighbours.Sort();
            double middle = Statistics.Median(neighbours);
            double excess = (own[0] - middle) / _windows * (10 / Math.Log(10));
            if (!(excess <= largest))
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

        // Averaging logarithms keeps a few strong bursts from outweighing all the rest of the signal.
        _bank.Measure(_samples, _power);
        for (int i = 0; i < _power.Length; i++)
        {
            _logPower[i] += Math.Log(Math.Max(_power[i], 1e-300));
        }

        _windows++;
    }
}
