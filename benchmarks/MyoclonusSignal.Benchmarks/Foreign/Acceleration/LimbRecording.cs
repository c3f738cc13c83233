using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Benchmarks.Foreign.Acceleration;

/// <summary>An accelerometer on a limb, made of gravity, movements, steps, jerks and noise; in g.</summary>
internal sealed class LimbRecording
{
    // A limb's answer is computed so finely and read where a sample falls.
    private const double FineRate = 2000;

    private readonly Random _random;

    public LimbRecording(int seed, double sampleRate, double seconds)
    {
        _random = new Random(seed);
        SampleRate = sampleRate;
        Seconds = seconds;
        Axes = [.. Enumerable.Range(0, 3).Select(_ => new double[(int)(seconds * sampleRate)])];
        Down = Direction();
    }

    public double SampleRate { get; }

    public double Seconds { get; }

    public double[][] Axes { get; private set; }

    public List<double> Onsets { get; } = [];

    /// <summary>Gets how long the limb answers each force: until it reaches a tenth of its peak for the last time.</summary>
    public List<double> Durations { get; } = [];

    /// <summary>Gets a value indicating whether the wearer walks or runs somewhere.</summary>
    public bool HasGait { get; private set; }

    public int Count => Axes[0].Length;

    private double[] Down { get; set; }

    public double Uniform(double from, double to) => from + ((to - from) * _random.NextDouble());

    public double Normal() => _random.NextNormal();

    /// <summary>Adds gravity as it stands where nothing turns the sensor.</summary>
    public LimbRecording Still()
    {
        for (int i = 0; i < Count; i++)
        {
            AddTo(i, Down, 1);
        }

        return this;
    }

    /// <summary>
    /// Adds reaches: along a line with the least jerk (Flash and Hogan 1985), smoothed by the inertia of the limb, while the
    /// sensor turns under gravity.
    /// </summary>
    public LimbRecording Reaching(double leastSeconds, double mostSeconds, double mostMetres, double mostPause)
    {
        double[][] linear = [.. Axes.Select(axis => new double[axis.Length])];
        double[][] gravity = [.. Axes.Select(axis => new double[axis.Length])];
        int done = 0;
        double time = Uniform(0.5, 2);
        while (time < Seconds - 2)
        {
            double length = Uniform(leastSeconds, mostSeconds);
            double metres = Uniform(0.3, 1) * mostMetres * Math.Min(1, length);
            double[] along = Direction();
            double[] axis = Direction();
            double angle = Uniform(0.1, 1);
            int first = (int)(time * SampleRate);
            int end = Math.Min(Count, (int)((time + length) * SampleRate) + 1);
            for (; done < first; done++)
            {
                Place(gravity, done, Down);
            }

            double[] from = Down;
            for (int i = first; i < end; i++)
            {
                double u = Math.Clamp(((i / SampleRate) - time) / length, 0, 1);
                double way = u * u * u * (10 + (u * ((6 * u) - 15)));
                double push = u * (60 + (u * ((120 * u) - 180)));
                for (int k = 0; k < 3; k++)
                {
                    linear[k][i] += along[k] * metres * push / (length * length * 9.81);
                }

                Down = Turned(from, axis, angle * way);
                Place(gravity, i, Down);
            }

            done = Math.Max(done, end);
            time += length + Uniform(0, mostPause);
        }

        for (; done < Count; done++)
        {
            Place(gravity, done, Down);
        }

        for (int k = 0; k < 3; k++)
        {
            Smooth(linear[k], 7);
            for (int i = 0; i < Count; i++)
            {
                Axes[k][i] += linear[k][i] + gravity[k][i];
            }
        }

        return this;
    }

    /// <summary>
    /// Adds walking or running: the stride's swing, the body's rise and fall with its harmonics, and the ring of each step's impact,
    /// that of one foot weaker; between bouts the wearer stands.
    /// </summary>
    public LimbRecording Walking(double cadenceHz, double swingG, double bodyG, double impactG, double otherFoot, double standSeconds)
    {
        HasGait = true;
        double[] swing = Direction();
        double[] body = Direction();
        double[] hit = Direction();
        double ringHz = Uniform(7, 18);
        double decay = Uniform(10, 25);
        double[] phases = [.. Enumerable.Range(0, 5).Select(_ => Uniform(0, Math.Tau))];
        double time = standSeconds > 0 ? Uniform(2, 8) : 0;
        while (time < Seconds)
        {
            double end = standSeconds > 0 ? Math.Min(Seconds, time + Uniform(15, 40)) : Seconds;
            double steps = 0;
            double pace = cadenceHz;
            bool isLeft = false;
            for (int i = (int)(time * SampleRate); i < Math.Min(Count, (int)(end * SampleRate)); i++)
            {
                double at = i / SampleRate;
                double gate = Math.Min(1, Math.Min(at - time, end - at) / 0.7);
                pace += (0.2 * (cadenceHz - pace) / SampleRate) + (0.03 * cadenceHz * _random.NextNormal() / Math.Sqrt(SampleRate));
                double before = steps;
                steps += pace / SampleRate;
                AddTo(i, swing, gate * swingG * (Math.Sin(Math.PI * steps) + (0.15 * Math.Sin((2 * Math.PI * steps) + phases[0]))));
                double up = 0;
                for (int harmonic = 1; harmonic <= 4; harmonic++)
                {
                    up += Math.Sin((Math.Tau * harmonic * steps) + phases[harmonic]) / (harmonic * harmonic);
                }

                AddTo(i, body, gate * bodyG * up);
                if (Math.Floor(steps) > Math.Floor(before))
                {
                    isLeft = !isLeft;
                    AddRing(i, hit, gate * impactG * (isLeft ? 1 : otherFoot) * Uniform(0.75, 1.25), ringHz, decay);
                }
            }

            time = end + Uniform(0.5, 1.5) * standSeconds;
            if (standSeconds == 0)
            {
                break;
            }
        }

        return this;
    }

    /// <summary>Adds what a hand that holds a phone does: slow drift, a tremor of 8 to 11 Hz, taps with a thumb.</summary>
    public LimbRecording HoldingAPhone()
    {
        double[] slowAt = [.. Enumerable.Range(0, 6).Select(_ => Uniform(0.2, 1.6))];
        double[][] along = [.. slowAt.Select(_ => Direction())];
        double[] phases = [.. slowAt.Select(_ => Uniform(0, Math.Tau))];
        double tremorHz = Uniform(8, 11);
        double[] tremor = Direction();
        double phase = 0;
        double wane = 0;
        for (int i = 0; i < Count; i++)
        {
            double at = i / SampleRate;
            double restless = 0.5 + (0.5 * Math.Sin((Math.Tau * at / 37) + phases[0]));
            for (int k = 0; k < slowAt.Length; k++)
            {
                AddTo(i, along[k], 0.05 * restless * Math.Sin((Math.Tau * slowAt[k] * at) + phases[k]));
            }

            phase += Math.Tau * (tremorHz + (0.5 * _random.NextNormal())) / SampleRate;
            wane += ((1 - wane) / SampleRate) + (0.5 * _random.NextNormal() / Math.Sqrt(SampleRate));
            AddTo(i, tremor, 0.005 * wane * Math.Sin(phase));
        }

        for (double at = 1; at < Seconds - 1; at += Uniform(0.3, 4))
        {
            AddRing((int)(at * SampleRate), Direction(), Uniform(0.01, 0.04), Uniform(15, 30), 60);
        }

        return this;
    }

    /// <summary>Adds what an arm does that is held up: noise that falls steeply above half a hertz, on each axis.</summary>
    public LimbRecording Drifting(double rmsG)
    {
        const double CornerHz = 0.5;

        // Of white noise of 1 through three equal poles 3/16 of the corner, in radians a second, is left.
        double rate = Math.Tau * CornerHz;
        double size = rmsG / Math.Sqrt(3 * rate / 16);
        foreach (double[] axis in Axes)
        {
            double first = 0;
            double second = 0;
            double third = 0;
            for (int i = 0; i < axis.Length; i++)
            {
                first += rate * ((_random.NextNormal() / Math.Sqrt(SampleRate)) - (first / SampleRate));
                second += rate * (first - second) / SampleRate;
                third += rate * (second - third) / SampleRate;
                axis[i] += size * third;
            }
        }

        return this;
    }

    /// <summary>
    /// Adds a tremor: along an ellipse, of a frequency that wanders by a twentieth of a hertz, waxing and waning within some seconds, with a
    /// weak second harmonic.
    /// </summary>
    public LimbRecording Trembling(double hertz, double amplitudeG, double waxing)
    {
        double[] along = Direction();
        double[] across = Direction();
        double width = Uniform(0, 0.5);
        double harmonic = Uniform(0, 0.15);
        double phase = Uniform(0, Math.Tau);
        double wander = 0;
        double wax = 0;
        double swell = 0;
        for (int i = 0; i < Count; i++)
        {
            wander += (-0.5 * wander / SampleRate) + (0.05 * _random.NextNormal() / Math.Sqrt(SampleRate));
            wax += (-0.3 * wax / SampleRate) + (Math.Sqrt(0.6) * waxing * _random.NextNormal() / Math.Sqrt(SampleRate));
            swell += 4 * (wax - swell) / SampleRate;
            phase += Math.Tau * (hertz + wander) / SampleRate;
            double size = amplitudeG * Math.Max(0.2, 1 + swell);
            AddTo(i, along, size * (Math.Sin(phase) + (harmonic * Math.Sin(2 * phase))));
            AddTo(i, across, width * size * Math.Cos(phase));
        }

        return this;
    }

    /// <summary>Adds jerks: a force of 30 to 100 ms on a limb, at chance, of a peak that differs by 2 dB either way.</summary>
    public LimbRecording Jerks(int count, double peakG, double leastHz = 4, double mostHz = 12)
    {
        double room = (Seconds - 6) / count;
        for (int number = 0; number < count; number++)
        {
            double onset = 3 + (number * room) + Uniform(0, room - 0.8);
            double force = Uniform(0.03, 0.1);
            double omega = Math.Tau * Uniform(leastHz, mostHz);
            double damping = Uniform(0.1, 0.5);
            double[] answer = new double[(int)(1.5 * FineRate)];
            double position = 0;
            double speed = 0;
            double peak = 0;
            for (int i = 0; i < answer.Length; i++)
            {
                double at = i / FineRate;
                double push = at < force ? 0.5 - (0.5 * Math.Cos(Math.Tau * at / force)) : 0;
                answer[i] = push - (2 * damping * omega * speed) - (omega * omega * position);
                speed += answer[i] / FineRate;
                position += speed / FineRate;
                peak = Math.Max(peak, Math.Abs(answer[i]));
            }

            double scale = peakG * Math.Pow(10, Uniform(-2, 2) / 20) / peak;
            double[] along = Direction();
            for (int i = (int)Math.Ceiling(onset * SampleRate); i < Count; i++)
            {
                int fine = (int)(((i / SampleRate) - onset) * FineRate);
                if (fine >= answer.Length)
                {
                    break;
                }

                AddTo(i, along, scale * answer[fine]);
            }

            Onsets.Add(onset);
            Durations.Add((Array.FindLastIndex(answer, value => Math.Abs(value) >= 0.1 * peak) + 1) / FineRate);
        }

        return this;
    }

    /// <summary>Adds the sensor's noise, and rounds to its steps.</summary>
    public LimbRecording Sensor(double noiseG, double stepG)
    {
        foreach (double[] axis in Axes)
        {
            for (int i = 0; i < axis.Length; i++)
            {
                axis[i] = Math.Round((axis[i] + (noiseG * _random.NextNormal())) / stepG) * stepG;
            }
        }

        return this;
    }

    /// <summary>Leaves one axis only.</summary>
    public LimbRecording OneAxis()
    {
        Axes = [Axes[0]];
        return this;
    }

    /// <summary>Analyses it as a file in g or in metres per square second would be.</summary>
    public AnalysisResult Analyze(bool isMetric, SignalTraceOptions? traces = null)
    {
        double[][] axes = isMetric ? [.. Axes.Select(axis => axis.Select(value => 9.80665 * value).ToArray())] : Axes;
        IEnumerable<int> columns = Enumerable.Range(0, axes.Length);
        using var recording = new MemoryRecording(
            [new RecordingChannel("acc", ChannelKind.Acceleration, isMetric ? "m/s^2" : "g", SampleRate, [.. columns], [.. columns.Select(axis => $"acc_{"xyz"[axis]}")])], axes);
        return MyoclonusAnalyzer.Analyze(recording, traces: traces);
    }

    private static void Place(double[][] axes, int index, double[] vector)
    {
        for (int k = 0; k < 3; k++)
        {
            axes[k][index] = vector[k];
        }
    }

    /// <summary>Rodrigues' rotation.</summary>
    private static double[] Turned(double[] v, double[] axis, double angle)
    {
        double dot = (v[0] * axis[0]) + (v[1] * axis[1]) + (v[2] * axis[2]);
        double[] cross = [(axis[1] * v[2]) - (axis[2] * v[1]), (axis[2] * v[0]) - (axis[0] * v[2]), (axis[0] * v[1]) - (axis[1] * v[0])];
        return [.. Enumerable.Range(0, 3).Select(k => (v[k] * Math.Cos(angle)) + (cross[k] * Math.Sin(angle)) + (axis[k] * dot * (1 - Math.Cos(angle))))];
    }

    /// <summary>Passes a signal through a mass on a well-damped spring.</summary>
    private void Smooth(double[] signal, double hertz)
    {
        const int Inner = 20;
        double omega = Math.Tau * hertz;
        double step = 1 / (SampleRate * Inner);
        double position = 0;
        double speed = 0;
        for (int i = 0; i < signal.Length; i++)
        {
            for (int k = 0; k < Inner; k++)
            {
                speed += step * omega * ((omega * (signal[i] - position)) - (1.6 * speed));
                position += step * speed;
            }

            signal[i] = position;
        }
    }

    public void AddRing(int first, double[] along, double peak, double hertz, double decay)
    {
        for (int i = first; i < Math.Min(Count, first + (int)(0.4 * SampleRate)); i++)
        {
            double at = (i - first) / SampleRate;
            AddTo(i, along, 1.2 * peak * Math.Exp(-decay * at) * Math.Sin(Math.Tau * hertz * at));
        }
    }

    public void AddTo(int index, double[] along, double value)
    {
        for (int k = 0; k < 3; k++)
        {
            Axes[k][index] += along[k] * value;
        }
    }

    public double[] Direction()
    {
        double[] v = [_random.NextNormal(), _random.NextNormal(), _random.NextNormal()];
        double length = Math.Sqrt((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2]));
        return [v[0] / length, v[1] / length, v[2] / length];
    }
}
