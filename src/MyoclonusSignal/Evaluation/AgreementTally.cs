using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>
/// Collects what two raters marked, block by block of the scored time. Blocks are what may be taken as independent: marks come in
/// clusters, and a rater is stricter at one time than at another.
/// </summary>
internal sealed class AgreementTally
{
    // A minute, two epochs of sleep scoring: longer than the clusters of phasic activity.
    private const double BlockSeconds = 60;

    private readonly Interval[] _stretches;
    private readonly Block[] _blocks;

    public AgreementTally(IReadOnlyList<Interval> scored)
    {
        _stretches = [.. Union(scored)];
        List<Block> blocks = [];
        foreach (Interval stretch in _stretches)
        {
            double length = stretch.DurationSeconds;
            int count = Math.Max(1, (int)Math.Round(length / BlockSeconds));
            for (int i = 0; i < count; i++)
            {
                double start = stretch.StartSeconds + (length * i / count);
                blocks.Add(new Block { Start = start, End = stretch.StartSeconds + (length * (i + 1) / count) });
            }
        }

        Guard.ThrowIfOutside(blocks.Count, 1, int.MaxValue, nameof(scored));
        _blocks = [.. blocks];
    }

    private AgreementTally(AgreementTally layout)
    {
        _stretches = layout._stretches;
        _blocks = [.. layout._blocks.Select(block => new Block { Start = block.Start, End = block.End })];
    }

    /// <summary>Gives an empty one over the same scored time.</summary>
    public AgreementTally Empty() => new(this);

    /// <summary>Adds the marks of one channel and kind.</summary>
    public void Add(ReadOnlySpan<Interval> first, ReadOnlySpan<Interval> second, MatchOptions options)
    {
        Interval[] ownFirst = Scored(first);
        Interval[] ownSecond = Scored(second);
        IReadOnlyList<EventPair> pairs = EventMatcher.Match(ownFirst, ownSecond, options);
        foreach (Interval mark in ownFirst)
        {
            BlockOf(mark).First++;
        }

        foreach (Interval mark in ownSecond)
        {
            BlockOf(mark).Second++;
        }

        foreach (EventPair pair in pairs)
        {
            // Both marks of a pair count where the first one lies, so that no block has more pairs than marks.
            Block block = BlockOf(ownFirst[pair.Detected]);
            BlockOf(ownSecond[pair.Truth]).Second--;
            block.Second++;
            block.Matched++;
        }

        List<Interval> firstMarked = Union(first.ToArray());
        List<Interval> secondMarked = Union(second.ToArray());
        List<Interval> both = Shared(firstMarked, secondMarked);
        foreach (Block block in _blocks)
        {
            List<Interval> whole = [new(block.Start, block.End)];
            block.Seconds += block.End - block.Start;
            block.FirstSeconds += Shared(firstMarked, whole).Sum(part => part.DurationSeconds);
            block.SecondSeconds += Shared(secondMarked, whole).Sum(part => part.DurationSeconds);
            block.BothSeconds += Shared(both, whole).Sum(part => part.DurationSeconds);
        }
    }

    /// <summary>Adds another channel over the same scored time: a block of all channels stays one block.</summary>
    public void Add(AgreementTally other)
    {
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i].Add(other._blocks[i], 1);
        }
    }

    public RaterAgreement ToAgreement()
    {
        var all = new Block();
        foreach (Block block in _blocks)
        {
            all.Add(block, 1);
        }

        var groups = new (int, int)[_blocks.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = (_blocks[i].Matched, _blocks[i].First + _blocks[i].Second - _blocks[i].Matched);
        }

        Proportion? share = groups.Length > 1 ? Proportion.OfGroups(groups) : null;
        int marks = all.First + all.Second;
        return new RaterAgreement(all.Kappa, all.Agreed, all.PositiveAgreement, marks == 0 ? null : 2.0 * all.Matched / marks, all.Matched)
        {
            KappaCi95 = KappaInterval(all),
            EventF1Ci95 = share is Proportion p ? new ConfidenceInterval(2 * p.Ci95.Low / (1 + p.Ci95.Low), 2 * p.Ci95.High / (1 + p.Ci95.High)) : null,
            FirstEvents = all.First,
            SecondEvents = all.Second,
            ScoredSeconds = all.Seconds,
        };
    }

    /// <summary>The intervals laid together where they touch, in order of time; those without a length left out.</summary>
    public static List<Interval> Union(IEnumerable<Interval> events)
    {
        List<Interval> union = [];
        foreach (Interval found in events.OrderBy(e => e.StartSeconds))
        {
            if (union.Count > 0 && found.StartSeconds <= union[^1].EndSeconds)
            {
                union[^1] = new(union[^1].StartSeconds, Math.Max(union[^1].EndSeconds, found.EndSeconds));
            }
            else if (found.EndSeconds > found.StartSeconds)
            {
                union.Add(found);
            }
        }

        return union;
    }

    /// <summary>What two lists, each in order and without overlaps, have in common.</summary>
    private static List<Interval> Shared(List<Interval> first, List<Interval> second)
    {
        List<Interval> shared = [];
        int i = 0;
        int j = 0;
        while (i < first.Count && j < second.Count)
        {
            double start = Math.Max(first[i].StartSeconds, second[j].StartSeconds);
            double end = Math.Min(first[i].EndSeconds, second[j].EndSeconds);
            if (end > start)
            {
                shared.Add(new(start, end));
            }

            if (first[i].EndSeconds < second[j].EndSeconds)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }

    /// <summary>
    /// By leaving out one block at a time (jackknife), on Fisher's scale, on which the interval stays below 1, with Student's quantile;
    /// on the plain one where one block holds all of the disagreement. Without any, nothing is known of how much there might be.
    /// </summary>
    private ConfidenceInterval? KappaInterval(Block all)
    {
        int count = _blocks.Length;
        if (count < 2 || all.Kappa is not double kappa || Math.Abs(kappa) >= 1)
        {
            return null;
        }

        double[] without = new double[count];
        for (int i = 0; i < count; i++)
        {
            var rest = new Block();
            rest.Add(all, 1);
            rest.Add(_blocks[i], -1);
            if (rest.Kappa is not double left)
            {
                return null;
            }

            without[i] = left;
        }

        bool isPlain = Array.Exists(without, left => Math.Abs(left) > 1 - 1e-12);
        if (!isPlain)
        {
            kappa = Math.Atanh(kappa);
            without = [.. without.Select(Math.Atanh)];
        }

        double mean = without.Average();
        double error = Math.Sqrt((count - 1.0) / count * without.Sum(value => (value - mean) * (value - mean)));
        double half = StudentT.InvCDF(0, 1, count - 1, 0.975) * error;
        return isPlain
            ? new ConfidenceInterval(Math.Max(-1, kappa - half), Math.Min(1, kappa + half))
            : new ConfidenceInterval(Math.Tanh(kappa - half), Math.Tanh(kappa + half));
    }

    /// <summary>The marks that touch the scored time.</summary>
    private Interval[] Scored(ReadOnlySpan<Interval> marks)
    {
        List<Interval> scored = [];
        foreach (Interval mark in marks)
        {
            if (Array.Exists(_stretches, stretch => mark.StartSeconds <= stretch.EndSeconds && mark.EndSeconds >= stretch.StartSeconds))
            {
                scored.Add(mark);
            }
        }

        return [.. scored];
    }

    /// <summary>The block in which a mark begins, or the first one that it reaches.</summary>
    private Block BlockOf(Interval mark) => Array.Find(_blocks, block => mark.StartSeconds < block.End) ?? _blocks[^1];

    private sealed class Block
    {
        public double Start { get; init; }

        public double End { get; init; }

        public double Seconds { get; set; }

        public double FirstSeconds { get; set; }

        public double SecondSeconds { get; set; }

        public double BothSeconds { get; set; }

        public int First { get; set; }

        public int Second { get; set; }

        public int Matched { get; set; }

        public double Agreed => 1 - ((FirstSeconds + SecondSeconds - (2 * BothSeconds)) / Seconds);

        public double? PositiveAgreement => FirstSeconds + SecondSeconds > 0 ? 2 * BothSeconds / (FirstSeconds + SecondSeconds) : null;

        public double? Kappa
        {
            get
            {
                double first = FirstSeconds / Seconds;
                double second = SecondSeconds / Seconds;
                double byChance = (first * second) + ((1 - first) * (1 - second));
                return byChance < 1 ? (Agreed - byChance) / (1 - byChance) : null;
            }
        }

        public void Add(Block other, int sign)
        {
            Seconds += sign * other.Seconds;
            FirstSeconds += sign * other.FirstSeconds;
            SecondSeconds += sign * other.SecondSeconds;
            BothSeconds += sign * other.BothSeconds;
            First += sign * other.First;
            Second += sign * other.Second;
            Matched += sign * other.Matched;
        }
    }
}
