using System.Numerics;
using System.Runtime.Intrinsics;

namespace MyoclonusSignal.Filtering;

/// <summary>
/// One line of a spectrum as it goes on: amplitude, phase and frequency, estimated hop by hop by a Kalman filter. What it
/// predicts is subtracted; what is left tells how wrong the prediction was.
/// </summary>
/// <remarks>
/// The state is the complex amplitude and its change in a hop, in a frame that turns with the line; a change along the
/// amplitude is a change of size, a change across it one of frequency. The line is taken to wander in proportion to its
/// size, so that the bandwidth follows from line over noise: some 0.2 Hz for a line as large as the noise, 1 Hz for one of
/// twenty times it. A hop full of muscle counts as little as its power says, so that no burst drives the line.
/// </remarks>
internal sealed class LineTracker
{
    // How fast a line changes of itself, as the standard deviation of the change of its relative speed (1/s) in a second:
    // hum whose size swings by a fifth within five seconds has 0.3; wandering mains have less.
    private const double WanderPerSecond = 0.3;

    // No change of size goes on for longer.
    private const double SpeedSeconds = 2;

    // How far the frequency may be from where the line was found when it is first tracked.
    private const double FirstOffsetHz = 0.5;
    private const double LaterOffsetHz = 0.1;

    // A new table of the line's wave is made when its frequency has moved so far: within a hop the wave is then wrong by
    // less than one per cent.
    private const double RetableHz = 0.05;

    // The frequency is estimated only where the amplitude is as certain as this, in standard deviations.
    private const double CertainDeviations = 5;

    // In digital silence, after which nothing is uncertain any more, the gain must stay a number.
    private const double LeastVariance = 1e-290;

    // How wrong the size of a jump may be, as a part of it.
    private const double JumpDoubt = 0.3;

    // A line does not turn into another: from where it was found it wanders by no more. Harmonics of the mains wander so many times
    // as far as the mains, so that from 50 Hz on the same part of the frequency holds for all of them.
    private const double MostWanderHz = 1.2;
    private const double MostWanderFraction = MostWanderHz / 50;

    private readonly double _sampleRate;
    private readonly double[] _cosine;
    private readonly double[] _sine;
    private readonly double _foundHz;
    private double _tableHz;
    private double _turnReal;
    private double _turnImaginary;
    private double _real;
    private double _imaginary;
    private double _speedReal;
    private double _speedImaginary;
    private double _varianceSize;
    private double _covariance;
    private double _varianceSpeed;
    private double _errorReal;
    private double _errorImaginary;
    private double _seenReal;
    private double _seenImaginary;

    /// <summary>Initializes a new instance of the <see cref="LineTracker"/> class; <see cref="Restart"/> comes next.</summary>
    /// <param name="hz">The frequency of the line in Hz.</param>
    /// <param name="amplitude">About how large it is, in the signal's unit.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="hopSamples">The length of a hop.</param>
    public LineTracker(double hz, double amplitude, double sampleRate, int hopSamples)
    {
        _sampleRate = sampleRate;
        _foundHz = hz;
        _cosine = new double[hopSamples];
        _sine = new double[hopSamples];
        Amplitude = amplitude;
        Tabulate(hz);
        Restart();
    }

    /// <summary>Gets the frequency in Hz.</summary>
    public double Hz => _tableHz + OffsetHz;

    /// <summary>Gets the frequency in Hz of the frame in which the line is told.</summary>
    public double TableHz => _tableHz;

    /// <summary>Gets the variance that the last hop has added to the speed, by how the line wanders.</summary>
    public double Added { get; private set; }

    /// <summary>Gets what is left of a change of size or frequency a hop later.</summary>
    public double Keep => Math.Exp(-_cosine.Length / _sampleRate / SpeedSeconds);

    /// <summary>Gets how large the line is, or was before the segment began.</summary>
    public double Amplitude { get; private set; }

    /// <summary>Gets the error of the last hop's prediction, as a complex amplitude in the frame of the hop that follows.</summary>
    public (double Real, double Imaginary) Error => (_errorReal, _errorImaginary);

    /// <summary>Gets what the last hop alone shows of the line, in the same frame.</summary>
    public (double Real, double Imaginary) Seen => (_seenReal, _seenImaginary);

    /// <summary>Gets how uncertain the amplitude is in the middle of the hop, as the variance of each of its parts.</summary>
    public double Variance => _varianceSize + _covariance + (_varianceSpeed / 4);

    private double OffsetHz => Across() * _sampleRate / (2 * Math.PI * _cosine.Length);

    /// <summary>Forgets the phase, where a gap has come between, but neither the frequency nor about how large the line is.</summary>
    public void Restart()
    {
        _real = 0;
        _imaginary = 0;
        _speedReal = 0;
        _speedImaginary = 0;
        Doubt(2 * Amplitude, FirstOffsetHz);
    }

    /// <summary>Subtracts the prediction from some samples of a hop.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="ramp">0, 1, 2, … as long as a hop.</param>
    /// <param name="at">Where in the hop they begin.</param>
    public void Subtract(Span<double> samples, ReadOnlySpan<double> ramp, int at)
    {
        int hop = _cosine.Length;
        double stepReal = _speedReal / hop;
        double stepImaginary = _speedImaginary / hop;
        ReadOnlySpan<double> cosine = _cosine.AsSpan(at, samples.Length);
        ReadOnlySpan<double> sine = _sine.AsSpan(at, samples.Length);
        ramp = ramp.Slice(at, samples.Length);
        int i = 0;
        var real = Vector256.Create(-_real);
        var imaginary = Vector256.Create(_imaginary);
        var growReal = Vector256.Create(-stepReal);
        var growImaginary = Vector256.Create(stepImaginary);
        for (; i + Vector256<double>.Count <= samples.Length; i += Vector256<double>.Count)
        {
            Vector256<double> n = Vector256.Create(ramp[i..]);
            Vector256<double> left = Vector256.FusedMultiplyAdd(
                Vector256.FusedMultiplyAdd(growReal, n, real), Vector256.Create(cosine[i..]), Vector256.Create<double>(samples[i..]));
            Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(growImaginary, n, imaginary), Vector256.Create(sine[i..]), left).CopyTo(samples[i..]);
        }

        for (; i < samples.Length; i++)
        {
            double left = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(-stepReal, ramp[i], -_real), cosine[i], samples[i]);
            samples[i] = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(stepImaginary, ramp[i], _imaginary), sine[i], left);
        }
    }

    /// <summary>Learns from what is left of a hop, and moves on to the next one.</summary>
    /// <param name="left">What is left of the whole hop.</param>
    /// <param name="noiseVariance">The variance that the hop's noise gives to each part of a complex amplitude.</param>
    /// <param name="leastAmplitude">An amplitude below which a line does no harm.</param>
    public void Learn(ReadOnlySpan<double> left, double noiseVariance, double leastAmplitude)
    {
        (double errorReal, double errorImaginary) = Look(left);
        double gain = 1 / Math.Max(LeastVariance, Variance + noiseVariance);
        double size = _varianceSize + (_covariance / 2);
        double speed = _covariance + (_varianceSpeed / 2);
        double sizeGain = size * gain;
        double speedGain = speed * gain;
        _real += sizeGain * errorReal;
        _imaginary += sizeGain * errorImaginary;
        _speedReal += speedGain * errorReal;
        _speedImaginary += speedGain * errorImaginary;
        SetCovariance(_varianceSize - (sizeGain * size), _covariance - (sizeGain * speed), _varianceSpeed - (speedGain * speed));
        Advance(leastAmplitude);
    }

    /// <summary>Gives what is left of the line in a hop, as a complex amplitude in the hop's frame.</summary>
    /// <param name="left">What is left of the whole hop.</param>
    public (double Real, double Imaginary) Look(ReadOnlySpan<double> left)
    {
        (_errorReal, _errorImaginary) = Project(left);
        (_seenReal, _seenImaginary) = (_real + (_speedReal / 2) + _errorReal, _imaginary + (_speedImaginary / 2) + _errorImaginary);
        return (_errorReal, _errorImaginary);
    }

    /// <summary>Gets how uncertain size and speed are, as the variance of each of their parts, and how that goes together.</summary>
    public (double Size, double Together, double Speed) Covariance => (_varianceSize, _covariance, _varianceSpeed);

    /// <summary>Corrects size and speed by what was learned together with other lines, and moves on to the next hop.</summary>
    /// <param name="size">The correction of the complex amplitude.</param>
    /// <param name="speed">The correction of its change in a hop.</param>
    /// <param name="covariance">How uncertain both are then.</param>
    /// <param name="leastAmplitude">An amplitude below which a line does no harm.</param>
    /// <returns>By what the frame has turned, the line's own change of phase included.</returns>
    public Complex Correct(Complex size, Complex speed, (double Size, double Together, double Speed) covariance, double leastAmplitude)
    {
        _real += size.Real;
        _imaginary += size.Imaginary;
        _speedReal += speed.Real;
        _speedImaginary += speed.Imaginary;
        SetCovariance(covariance.Size, covariance.Together, covariance.Speed);
        return Advance(leastAmplitude);
    }

    private void SetCovariance(double size, double together, double speed)
    {
        // Without noise a hop leaves nothing uncertain, and rounding must not make less than nothing of it.
        _varianceSize = Math.Max(0, size);
        _varianceSpeed = Math.Max(0, speed);
        double most = Math.Sqrt(_varianceSize * _varianceSpeed);
        _covariance = Math.Clamp(together, -most, most);
    }

    /// <summary>Turns what was said of an earlier hop into the frame of the one that follows.</summary>
    public (double Real, double Imaginary) Turn((double Real, double Imaginary) amplitude) =>
        ((amplitude.Real * _turnReal) - (amplitude.Imaginary * _turnImaginary), (amplitude.Real * _turnImaginary) + (amplitude.Imaginary * _turnReal));

    /// <summary>Takes the line for what the last hops show: it was switched on or off.</summary>
    /// <param name="real">Its amplitude, in the frame of the next hop.</param>
    /// <param name="imaginary">The other part of it.</param>
    public void JumpTo(double real, double imaginary)
    {
        double jump = Math.Sqrt(((real - _real) * (real - _real)) + ((imaginary - _imaginary) * (imaginary - _imaginary)));
        (_real, _imaginary) = (real, imaginary);
        _speedReal = 0;
        _speedImaginary = 0;
        Amplitude = Size();

        // The hop in which the line changed may be among those that told the jump.
        Doubt(JumpDoubt * jump, LaterOffsetHz);
    }

    private double Size() => Math.Sqrt((_real * _real) + (_imaginary * _imaginary));

    /// <summary>The change of phase in a hop, beyond that of the table.</summary>
    private double Across()
    {
        double square = (_real * _real) + (_imaginary * _imaginary);
        return square > 0 ? ((_real * _speedImaginary) - (_imaginary * _speedReal)) / square : 0;
    }

    private void Doubt(double amplitude, double offsetHz)
    {
        _varianceSize = amplitude * amplitude;
        _covariance = 0;
        double turn = 2 * Math.PI * offsetHz * _cosine.Length / _sampleRate * amplitude;
        _varianceSpeed = turn * turn;
    }

    private (double Real, double Imaginary) Project(ReadOnlySpan<double> left)
    {
        Vector256<double> real = Vector256<double>.Zero;
        Vector256<double> imaginary = Vector256<double>.Zero;
        int i = 0;
        for (; i + Vector256<double>.Count <= left.Length; i += Vector256<double>.Count)
        {
            Vector256<double> samples = Vector256.Create(left[i..]);
            real = Vector256.FusedMultiplyAdd(samples, Vector256.Create<double>(_cosine.AsSpan(i)), real);
            imaginary = Vector256.FusedMultiplyAdd(samples, Vector256.Create<double>(_sine.AsSpan(i)), imaginary);
        }

        double sumReal = (real[0] + real[1]) + (real[2] + real[3]);
        double sumImaginary = (imaginary[0] + imaginary[1]) + (imaginary[2] + imaginary[3]);
        for (; i < left.Length; i++)
        {
            sumReal = Math.FusedMultiplyAdd(left[i], _cosine[i], sumReal);
            sumImaginary = Math.FusedMultiplyAdd(left[i], _sine[i], sumImaginary);
        }

        double scale = 2.0 / left.Length;
        return (scale * sumReal, -scale * sumImaginary);
    }

    private Complex Advance(double leastAmplitude)
    {
        double seconds = _cosine.Length / _sampleRate;
        double keep = Keep;
        double square = (_real * _real) + (_imaginary * _imaginary);
        bool isCertain = square > CertainDeviations * CertainDeviations * _varianceSize;
        double across = isCertain ? Across() : 0;
        double along = square > 0 ? ((_real * _speedReal) + (_imaginary * _speedImaginary)) / square : 0;
        double most = 2 * Math.PI * Math.Max(MostWanderHz, MostWanderFraction * _foundHz) * seconds;
        double known = 2 * Math.PI * (_tableHz - _foundHz) * seconds;
        across = Math.Clamp(across, -most - known, most - known);
        if (isCertain)
        {
            // In polar form, so that a line off its table's frequency turns and does not grow.
            (double sin, double cos) = Math.SinCos(across);
            double grow = Math.Max(0, 1 + along);
            (_real, _imaginary) = (grow * ((_real * cos) - (_imaginary * sin)), grow * ((_real * sin) + (_imaginary * cos)));
            along *= keep;
            (_speedReal, _speedImaginary) = ((along * _real) - (across * _imaginary), (along * _imaginary) + (across * _real));
        }
        else
        {
            _real += _speedReal;
            _imaginary += _speedImaginary;
            _speedReal *= keep;
            _speedImaginary *= keep;
        }

        Amplitude = Size();
        double wander = WanderPerSecond * Math.Max(Amplitude, leastAmplitude);
        double added = wander * wander * seconds * seconds * seconds;
        _varianceSize += (2 * _covariance) + _varianceSpeed + (added / 3);
        _covariance = (keep * (_covariance + _varianceSpeed)) + (added / 2);
        _varianceSpeed = (keep * keep * _varianceSpeed) + added;
        Added = added;
        (_real, _imaginary) = Turn((_real, _imaginary));
        (_speedReal, _speedImaginary) = Turn((_speedReal, _speedImaginary));
        (_errorReal, _errorImaginary) = Turn((_errorReal, _errorImaginary));
        (_seenReal, _seenImaginary) = Turn((_seenReal, _seenImaginary));
        Complex turned = new Complex(_turnReal, _turnImaginary) * Complex.FromPolarCoordinates(1, across);
        if (Math.Abs(across) > 2 * Math.PI * RetableHz * seconds)
        {
            Tabulate(_tableHz + (across / (2 * Math.PI * seconds)));
            _speedReal += across * _imaginary;
            _speedImaginary -= across * _real;
        }

        return turned;
    }

    private void Tabulate(double hz)
    {
        _tableHz = hz;
        double step = 2 * Math.PI * hz / _sampleRate;
        for (int n = 0; n < _cosine.Length; n++)
        {
            (_sine[n], _cosine[n]) = Math.SinCos(step * n);
        }

        (_turnImaginary, _turnReal) = Math.SinCos(step * _cosine.Length);
    }
}
