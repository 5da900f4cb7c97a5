"""Open answers: no true sentence is refused for its wording, no false number passes, none is called correct.

A check that knows words and numbers will meet a true sentence that it does not know. Add it to SOUND, see it
fail, and mend the vocabulary of its lesson; add a false one that passes to UNSOUND, with its fault.
"""

import importlib
import random

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from summit import network
from summit.classroom import answers, coders, exercises
from summit.classroom.answers import judge01, judge02, judge03, judge05, judge06
from summit.classroom.sentences import denied, matches, numbers, plain, roles
from summit.data import load

from known import known  # noqa: F401 - a fixture: tables whose codes do not change

OPEN = ("1.4", "2.4", "3.3", "4.4", "5.4", "6.1", "6.7", "6.5")
LONGEST = 400  # characters of a message

SOUND = {
    "1.4": (
        """
The two leaders will seek to increase investment and employment significantly.
Japan and the United States will seek to significantly increase two-way investment and employment.
Both countries seek a significant increase of investment and employment.
They are seeking to increase investment and jobs significantly.
Trump and Ishiba said that they will seek to raise investment and employment significantly.
The leaders did not agree to increase anything: they will seek to increase investment and employment \
significantly.
The article says "agreed", but the two governments only seek to significantly increase investment \
and employment.
A significant increase in two-way investment and in employment is what the leaders will seek.
Significantly more investment and significantly more employment: this both sides will seek.
The US and Japan will try to increase investment and employment significantly.
Both leaders aim to increase investment and employment by a significant amount.
On 7 February 2025 the two leaders stated they will seek to boost investment and employment \
significantly.
Leaders of two countries will seek for significantly increasing of investment and of employment.
The leaders sought a substantial increase in investment and employment, but they did not guarantee it.
In G4, America and Japan say they will seek to promote business opportunities and significantly \
increase two-way investment and employment.
the leaders will seek to increase significantly both the investments and the employment
Ｔｈｅ ｌｅａｄｅｒｓ will seek to increase investment and employment significantly.
It is not an agreement; the leaders merely will seek to significantly increase investment and \
employment.
There was no deal: the leaders will only seek to increase investment and employment significantly.
What Japan and America want to do in G4 is this: they will seek to increase two-way investment and \
employment significantly.
In G4 the leaders express that investment and employment should increase significantly and that they \
will seek this.
They will seek to promote business and to considerably increase investment and employment between \
the two countries.
Two leaders will make efforts to increase investment and employment significantly.
The leaders don't promise anything; they will seek to increase investment and employment significantly.
Rather than agreeing to anything, Tokyo and Washington will seek to increase investment and \
employment significantly.
The two allies will seek to grow two-way investment and employment significantly.
Significant increases in investment and in employment will be sought by both countries.
Neither side promises a result; both will seek to increase investment and employment significantly.
The commitment is only that they will seek to significantly increase two-way investment and employment.
A significant increase in investment and employment will be sought by the leaders of Japan and the U.S.
They will seek more investment and more employment, significantly more.
We read that the two leaders will seek to increase not only investment but also employment \
significantly.
The leaders stated their intention to seek significant growth of investment and employment.
Trump and Ishiba will seek to promote business opportunities and increase two-way investments and \
jobs considerably.
The leaders will seek to increase investment and employment very significantly.
Japan and US will seek to increase significantly the two-way investment as well as the employment in \
both countries
Our two nations seek significantly higher investment and employment.
To increase investment and employment significantly is what the U.S. and Japan will seek.
Both leaders will strive to significantly increase investment and employment.
The President and the Prime Minister will seek to increase investment, and employment too, in a \
significant way.
In the Joint Statement of February 7, 2025, the two leaders will seek to increase investment and \
employment significantly.
The two sides are to seek, without any guarantee, to increase investment and employment significantly.
Will seek to significantly increase two-way investment and employment, say Japan and the United States.
The article is wrong: the leaders did not agree, they will seek to increase significantly investment \
and employment.
In the G4, it is written that leaders of Japan and United States will seek for a significant \
increase in both investment and employment.
Leaders of both countries seek to bring about a significant increase in investment and employment.
U.S. and Japanese leaders will seek to significantly increase investment and employment.
Ishiba and Trump will seek significantly more investment and employment in the United States.
    """
    ),
    "2.4": (
        """
The number reported for Japan rose from 2007 to 2009, but the reporting changed in between.
The number reported for Japan rose by 15,110 from 2007 to 2009, but ships' crews were counted at \
their home ports from then on.
Between 2007 and 2009 the reported number of U.S. personnel in Japan grew by about 15,000, but the \
counting method was changed.
Reported U.S. troops in Japan: 32,803 in 2007 and 47,913 in 2009; the rules of counting differ.
The figures for Japan in 2007 and 2009 cannot be compared because the way of counting changed in \
between.
In 2009 the series reports 47.9 thousand persons in Japan, in 2007 32.8 thousand, but crews of ships \
are now counted at home ports.
The series does not say that the United States sent troops to Japan; the number reported is higher \
in 2009 than in 2007, and the reporting changed.
For Japan, the count went up between 2007 and 2009 by 15 thousand, however how to count was \
different after 2007.
From 2007 to 2009 the data show fifteen thousand more U.S. soldiers in Japan, but the definition of \
the source is new.
The reported number for Japan is about 46 percent higher in 2009 than in 2007; since the reporting \
changed, we cannot know if more troops came.
Although the number for Japan increased from 2007 to 2009, we do not know why, as the source changed \
its way of reporting.
Japan's number in the series is larger for 2009 than for 2007, and home-ported crews are included \
only in the later one.
After 2007 the reporting changed, so the increase in the number for Japan until 2009 does not show \
that anyone was sent.
According to the reports, the number of US military personnel in Japan rose between '07 and '09 \
(2007: 32803, 2009: 47913), but a new method of counting was used.
The statistics for Japan jump from 32.8 to 47.9 thousand between 2007 and 2009; there is a break in \
the series.
Between 2007 and 2009 the reported total for Japan climbed from 32.8 to 47.9 thousand persons, but \
the report itself changed.
The reported number for Japan increased between 2007 and 2009; this says nothing about troops being \
sent, as the reporting was changed.
For Japan the series jumps by 15 thousand between 2007 and 2009, exactly when the reporting changes.
The series for Japan shows 15,110 more persons in 2009 than in 2007, after a change of how ships' \
crews are counted.
The number for Japan goes up from 2007 to 2009 in a table whose counting rules changed in these years.
The reporting of U.S. personnel changed after 2007; the number for Japan in 2009 is higher than the \
number in 2007.
There were 47,913 U.S. personnel reported for Japan in 2009 against 32,803 in 2007, but the report \
of 2009 counts ships' crews at home ports.
Number for Japan: 2007 - 32,803; 2009 - 47,913. Method of reporting: changed.
The series shows an increase for Japan from 2007 to 2009 but we cannot say it is because of new \
troops, for the method of reporting changed.
In 2009 more U.S. personnel was reported for Japan than in 2007, but the reporting method had changed.
2007→2009: Japan's reported number +15,110, reporting changed
The number reported for Japan rose by 46 percent from 2007 to 2009, but after 2007 the crews of \
ships count where their home port is.
Between 2007 and 2009 the recorded number of American soldiers in Japan became larger and the \
recording became different.
I can only say that the number reported in Japan increased between 2007 and 2009 and that the \
reporting system was also changed.
The rise of the number for Japan from 2007 to 2009 may be due to the new way of counting ships' crews.
Reported for Japan: 2007 32803, 2009 47913. The reporting changed.
The number of US troops in Japan according to the series was larger in 2009 than in 2007, but ships' \
crews are counted differently.
From 2007 to 2009, Japan's figure grew by approx. 15,000; note that the reporting changed.
The number recorded for Japan rose from 2007 to 2009 while the rules for recording it changed.
For Japan the source reported more U.S. personnel in 2009 than in 2007, after it had changed how it \
reports.
Japan's number was 32,803 in 2007; in 2009, with another way of counting, it was 47,913.
From 2007 to 2009, what is reported for Japan rises from 32.8 to 47.9 thousand, however the \
reporting has been changed.
Japan, 2007 to 2009: the reported number is up by 15,110, but so is the coverage, since crews now \
count at home ports.
Compared with 2007, the number for Japan in 2009 is 15,000 higher, but counting rules were revised \
in between.
More U.S. soldiers are reported for Japan for 2009 than for 2007, but this is not a proof that they \
were sent, since reporting changed.
Between 2007 and 2009, reported troop numbers for Japan went from about 33,000 to about 48,000, but \
this includes a change in how crews are reported.
The series does not tell who was sent where; it tells that the number reported for Japan rose from \
2007 to 2009, under a new way of reporting.
In 2007, 32,803 U.S. personnel were reported in Japan and in 2009, 47,913; since 2008 the reporting \
is different.
From 2007 to 2009 the number in the reports for Japan became higher but also the reporting itself \
changed so they can not be compared directly.
The report numbers about U.S. troops in Japan became bigger from 2007 to 2009, however also the \
counting became other.
The difference from 2007 to 2009 in Japan is 15,000 people, but a ship's crew is counted since 2008.
In 2009 there were 15,000 more U.S. personnel in Japan than in 2007, but ships were not counted \
before 2008.
Between 2007 and 2009 the statistic of US troops in Japan increased about 15 thousand, however the \
statistic method was changed in 2008.
    """
    ),
    "3.3": (
        """
In 2024 the U.S. deficit in goods with Japan was 68.5 billion dollars (Census, April 2025).
In 2024 the United States had a goods trade deficit of $68.5bn with Japan, says the Census Bureau in \
April 2025.
In 2006 the U.S. deficit in goods with Japan was 89.7 billion dollars (U.S. Census Bureau).
The 2025 US goods deficit with Japan, by the Census Bureau, is 64.4 billion dollars.
By the Census Bureau's count America imported 68,3 billion dollars more goods from Japan than it \
exported in 2024.
The US merchandise trade deficit with Japan was 68,500 million dollars in 2024 according to Census data.
Japan's surplus in goods with the United States was 70 billion dollars in 2024 on the balance of \
payments basis.
On a balance-of-payments basis, the U.S. deficit with Japan in goods and services was 63 billion \
dollars in 2024.
In 2024, the U.S. bought 63 billion dollars more in goods and services from Japan than it sold (CRS, \
July 2025).
Goods only, Census Bureau, revised: USD 68.3 billion was the deficit of the U.S. with Japan in 2024.
Counted by the US Census Bureau, goods worth 148.2 billion dollars came from Japan in 2024 and 79.7 \
billion went there, a deficit of 68.5 billion.
The American trade balance with Japan in goods was minus 68.3 billion dollars in 2024 (Census).
For 2024, sixty-eight point five billion dollars is the goods deficit of the U.S. with Japan as the \
Census counts.
US goods trade gap with Japan 2024: -$68.5 B (source: Census)
The U.S. trade deficit with Japan for 2024 without services is 70.0 billion dollars; source is the \
balance of payments in the CRS report.
In 1987 Japan sold the U.S. 56.3 billion dollars more of goods than it bought from it, by the Census \
Bureau.
In 2024 the deficit of the U.S. with Japan in goods was about 68 billion dollars (Census Bureau), \
not over 100 billion.
For goods, the balance of payments says the US bought 70 billion dollars more from Japan than it \
sold in 2024.
In 2024, the U.S. deficit with Japan in goods, Census basis, amounted to USD 68 500 million.
Census data: in 2024, US imports of goods from Japan exceeded US exports by 68.3 billion dollars.
Sixty-three billion US dollars: that was the 2024 US deficit with Japan, goods and services \
together, on a balance of payments basis.
The U.S. deficit with Japan in 2024, counting goods and services on a balance of payments basis, was \
$63 billion.
In 2024 the United States spent 68.5 billion dollars more on goods from Japan than Japan spent on \
goods from the United States (Census).
The USA had a trade deficit in goods with Japan in the amount of 68.5 billion US dollars in 2024, \
the source is US Census.
The gap between what the U.S. bought from Japan and what it sold to Japan in goods was 68.5 billion \
dollars in 2024 (Census).
The Census Bureau reports a U.S. goods deficit with Japan of 68.5 billion dollars for 2024.
With Japan, the US deficit of goods was seventy billion dollars in 2024 if counted by the balance of \
payments.
68.5 billion dollars was the deficit in goods that the United States had with Japan in 2024 by the \
numbers of the Census Bureau.
By Census count the goods deficit with Japan for the U.S. was largest in 2006, with 89.7 billion \
dollars.
Census Bureau, 2024, goods: the U.S. bought 68.5 billion dollars more from Japan than it sold.
For all goods and services, the U.S. ran a deficit of 63 billion dollars with Japan in 2024, says CRS.
The U.S. Census Bureau counts for 2024 a U.S. deficit of $68.3 billion in the trade in goods with \
Japan (revised).
In 2023 the U.S. deficit in goods with Japan was 71.6 billion dollars (Census Bureau).
If services are not counted, the U.S. deficit with Japan in 2024 was 70 billion dollars on the \
balance of payments.
The trade in goods between the U.S. and Japan ended 2024 with a U.S. deficit of 68.5 billion dollars \
(Census, April 2025 edition).
The U.S. deficit in goods with Japan (2024): 70.0 billion dollars. Basis: balance of payments.
The deficit (US, goods, with Japan, 2024, balance of payments) is 70 billion dollars.
In the year 2009 the deficit in goods of the United States with Japan was 44.7 billion dollars \
according to Census.
In 2024 the United States sold 68.5 billion dollars less in goods to Japan than it bought (Census).
In 2024 U.S. exports to Japan were 63 billion dollars lower than imports, in goods and services \
(balance of payments).
USA bought in 2024 for 68.5 billion dollars more goods in Japan than it has sold to Japan, Census says.
The United States imported goods from Japan for 147.1 billion dollars and exported goods for 78.9 \
billion to it in 2024, a deficit of 68.3 billion (Census, revised).
If services are included, the U.S. deficit in trade with Japan in 2024 falls to 63 billion dollars \
(balance of payments).
In 2024 U.S. goods imports from Japan were 68.5 billion dollars larger than U.S. goods exports to \
Japan (Census Bureau).
In 2024 Japan had a surplus of 68.5 billion dollars in its goods trade with the U.S. by the count of \
the U.S. Census.
In 2024 the American goods deficit with Japan stood at 68,467.7 million dollars (Census, file of \
April 2025).
US–Japan goods deficit, 2024, Census (revised): $68.3 billion.
    """
    ),
    "5.4": (
        """
With AUKUS the weighted degree of the U.S. goes from 10 to 12; that does not show power.
With AUKUS the degree of Australia rises from 3 to 4, which tells us nothing about who is allied \
with whom.
Adding ANZUS, the betweenness of the United States rises from 2.5 to 5.5; this is no proof of influence.
With the Japan-Australia Reciprocal Access Agreement Japan's weighted degree grows by one, but it \
isn't evidence of a stronger bond.
AUKUS leaves the degree of Japan at 5, and nothing about its importance follows.
With AUKUS Australia's degree is 4 instead of 3, which doesn’t make it a hub.
Australia's weighted degree would be 7, up from 5, with AUKUS added, but one cannot conclude that \
Canberra has more power.
With aukus in the list, betweenness of U.S. increases by 3 (2.5 to 5.5), however from this we can \
not say it is more powerful.
We add jpn-phl-raa: the Philippines goes from two to three in weighted degree; whether it is better \
protected stays open.
When ANZUS comes in, New Zealand enters with degree 2, but that doesn't tell who would defend it.
AUKUS raises America's weighted degree from ten to twelve. Membership in a list is not power.
By AUKUS, the weighted degree of USA is increased from 10 to 12, but from this it is not able to \
conclude that USA became more powerful.
AUKUS makes the weighted degree of Australia go up from 5 to 7, without proving that Australia is safer.
The degree of Australia grows from 3 to 4 by AUKUS, but a tie in a table is not a promise to fight.
With AUKUS, Britain comes into the network with a degree of 2, but this doesn't tell how strong the \
tie is.
With the G7 the betweenness of Japan jumps from 2.5 to 12.5, which only shows that the list has changed.
When we include AUKUS, Japan's degree remains 5, yet that does not mean Japan lost anything.
With AUKUS in the table the betweenness of the U.S. becomes 5.5 (it was 2.5), which is not evidence \
that others depend on Washington.
Add the G7 and the weighted degree of Japan goes from 10 to 16: this isn't proof of influence.
By adding AUKUS, the US' betweenness grows by 3, but I do not claim that anything must pass through \
Washington.
With IPEF betweenness of Japan and of the United States falls from 2.5 to 0, from which no loss of \
influence follows.
When we add AUKUS to the table, the US gets a degree of 6 where it had 5, but nothing tells us that \
it became more powerful.
When AUKUS is added to the five groupings, the degree of the United States changes from 5 to 6. That \
doesn't mean it is more influential.
Even though AUKUS lifts the weighted degree of Washington from 10 to 12, it is not shown that \
Washington has more power.
With aukus, Australia: degree 3 → 4, weighted 5 → 7. It doesn't follow that Australia is better \
protected.
AUKUS would give the United States a betweenness of 5.5 (2.5 before), though that is no statement \
about its real influence.
If ANZUS is added, weighted degree of USA becomes 12 while it was 10 and of Australia becomes 7 \
while it was 5, but it does not mean these countries are safer.
Adding jpn-aus-raa: weighted degree of Japan +1 (10 → 11), degree unchanged at 5; it says little \
about the alliance.
    """
    ),
}
UNSOUND = {
    "1.4": (
        """
reversed | The two leaders will not seek to increase investment and employment significantly.
says-more | They guarantee that they will seek to increase investment and employment significantly \
and will succeed.
says-more | The leaders agreed to seek to increase investment and employment significantly.
reversed | The leaders won't seek to significantly increase investment and employment.
reversed | The two leaders will seek to decrease investment and employment significantly.
reversed | The leaders will seek to increase investment and unemployment significantly.
reversed | They will seek to increase investment and employment, but not significantly.
says-more | Both will seek to increase investment and employment significantly by 50 percent.
says-more | The leaders promise that they will increase investment and employment significantly.
reversed | Japan and the U.S. never seek to increase investment and employment significantly.
other-degree | The leaders will seek to slightly increase investment and employment.
reversed | The leaders refuse to seek a significant increase in investment and employment.
says-more | Japan will significantly increase investment and employment.
part-missing | Both leaders will seek to significantly increase investment.
reversed | They will seek to prevent a significant increase of investment and employment.
reversed | They will seek to lower investment and employment significantly.
says-more | They seek to double investment and employment.
reversed | The leaders will not seek to significantly increase investment, only employment.
part-missing | The leaders will seek to increase employment and exports significantly.
reversed | The leaders will seek no increase in investment and employment.
part-missing | They'll increase investment and employment significantly, that is sure.
says-more | The leaders will increase investment and employment and seek significance.
reversed | The leaders will seek a significant decrease in investment and employment.
reversed | The leaders never wanted to increase investment and employment significantly.
reversed | Neither leader will seek to increase investment and employment significantly.
says-more | The leaders pledge to seek to significantly increase investment and employment.
reversed | They will seek to increase investment significantly, but not employment.
says-more | The leaders are obliged to seek to increase investment and employment significantly.
one-side | Trump will seek to increase investment and employment significantly.
says-more | The leaders assured each other of a significant increase in investment and employment.
says-more | The two leaders will seek to increase investment to one trillion dollars and employment \
significantly.
other-degree | The leaders will seek to increase investment and employment a little.
reversed | No one will seek to increase investment and employment significantly.
reversed | The leaders seek to increase investment, but they do not seek to increase employment \
significantly.
says-more | The leaders will not only seek but surely increase investment and employment significantly.
one-side | Ishiba alone will seek to significantly increase investment and employment in America.
one-side | Japan will seek significantly more investment and employment in the United States.
one-side | The United States will seek to increase Japanese investment and employment significantly.
part-missing | The leaders will seek to significantly increase employment.
part-missing | The leaders will seek to increase investment and employment.
says-more | The two leaders will seek to increase investment and employment significantly by 2030.
reversed | The leaders will stop seeking to increase investment and employment significantly.
other-degree | The two leaders will seek to increase investment and employment dramatically.
reversed | Both leaders will seek to significantly cut investment and employment.
says-more | They have guaranteed a significant increase in investment and employment.
reversed | They will hardly seek to increase investment and employment significantly.
says-more | The leaders ensure that investment and employment will grow significantly.
    """
    ),
    "2.4": (
        """
act | From 2007 to 2009 the United States sent 15,000 more troops to Japan, but the reporting changed.
wrong-direction | The number reported for Japan fell from 2007 to 2009, but the reporting changed.
cause | The number reported for Japan rose from 2007 to 2009 because the reporting changed.
cause | The number reported for Japan rose from 2007 to 2009, due to a new way of counting.
cause | The new counting led to a rise in the number for Japan from 2007 to 2009.
wrong-number | The number reported for Japan rose by 20,000 from 2007 to 2009, but the reporting \
changed.
wrong-number | The number reported for Japan rose to 15,110 from 2007 to 2009, but the reporting \
changed.
wrong-number | The number reported for Japan rose from 47,913 in 2007 to 32,803 in 2009, but the \
reporting changed.
reversed | The number reported for Japan rose from 2007 to 2009, but the reporting did not change.
part-missing | The number reported for Korea rose from 2007 to 2009, but the reporting changed.
wrong-number | The number reported for Japan rose from 2006 to 2010, but the reporting changed.
act | More troops were deployed to Japan between 2007 and 2009, and the reporting changed.
wrong-direction | The number reported for Japan stayed the same from 2007 to 2009, but the reporting \
changed.
wrong-number | The number reported for Japan doubled from 2007 to 2009, but the counting changed.
wrong-direction | The number reported for Japan did not rise from 2007 to 2009, but the counting \
changed.
wrong-number | The number reported for Japan rose from 2007 to 2009 by 151,100, but the reporting \
changed.
wrong-direction | The number reported for Japan was lower in 2009 than in 2007, but the reporting \
changed.
cause | The reporting changed, so the number for Japan rose from 2007 to 2009.
cause | The number reported for Japan rose from 2007 to 2009 as the reporting changed it upward, by \
30,000.
wrong-number | The number reported for Japan rose from 2007 to 2009 by 1,200, but the reporting changed.
part-missing | The number for Japan rose between 2007 and 2009.
cause | The number for Japan rose from 2007 to 2009; therefore the reporting changed.
reversed | The number for Japan rose from 2007 to 2009 without any change in the reporting.
wrong-number | The number reported for Japan rose from 2007 to 2009 by a third, but the reporting \
changed.
wrong-number | The number reported for Japan in 2007 was 47,913 and in 2009 32,803, but the \
reporting changed.
act | From 2007 to 2009 the US sent 15,000 more troops to Japan.
wrong-number | The number reported for Japan rose to 32,803 in 2009, but the reporting changed.
cause | The number reported for Japan rose from 2007 to 2009, which was caused by new reporting.
wrong-number | The reported number for Japan rose between 2007 and 2009 by 30 percent, but the \
counting changed.
act | US troops were moved to Japan from 2007 to 2009, but the reporting changed.
wrong-number | The number reported for Japan rose by 15,110 percent from 2007 to 2009, but the \
reporting changed.
cause | The number for Japan rose from 2007 to 2009, since the source changed its method of counting.
wrong-number | The number reported for Japan rose from 2007 to 2009 by 3 percent, but the reporting \
changed.
act | America moved 15,000 soldiers to Japan from 2007 to 2009, though the counting changed.
cause | The change in reporting increased the number for Japan from 2007 to 2009.
cause | The number reported for Japan rose from 2007 to 2009 and it is because of the reporting.
wrong-direction | Between 2007 and 2009 the number reported for Japan sank, but the reporting changed.
wrong-number | The number reported for Japan tripled between 2007 and 2009, but the reporting changed.
part-missing | The number for Japan rose but the reporting changed.
wrong-number | The number for Japan rose from 2007 to 2009 by 12 million, but the counting changed.
wrong-number | The number reported for Japan rose from 2009 to 2011, but the reporting changed.
reversed | The number reported for Japan rose from 2007 to 2009 and the reporting stayed the same.
wrong-number | The number reported for Japan more than doubled from 2007 to 2009, but the reporting \
changed.
wrong-direction | In 2007 and 2009 the same number was reported for Japan, but the counting changed.
wrong-number | The number reported for Japan rose to 50,913 in 2009 from 32,803 in 2007, but the \
reporting changed.
part-missing | In 2009 there were 15,000 more U.S. personnel in Japan than in 2007, but ships were \
not counted.
wrong-number | Between 2007 and 2009 the statistic of US troops in Japan grew 3 thousand, however \
the statistic method was changed in 2008.
    """
    ),
    "3.3": (
        """
claim | The U.S. deficit with Japan was over 100 billion dollars.
claim | In 2024 the U.S. deficit in goods with Japan was 100 billion dollars (Census).
definition | In 2024 the U.S. deficit in goods with Japan was 70 billion dollars (Census).
wrong-year | In 2025 the U.S. deficit in goods with Japan was 68.5 billion dollars (Census).
definition | In 2024 the U.S. deficit in goods and services with Japan was 68.5 billion dollars \
(Census).
reversed | In 2024 the U.S. surplus in goods with Japan was 68.5 billion dollars (Census).
reversed | In 2024 Japan's deficit in goods with the United States was 68.5 billion dollars (Census).
wrong-number | In 2024 the U.S. deficit in goods with Japan was 68.5 million dollars (Census).
wrong-number | In 2006 the U.S. deficit in goods with Japan was 89.2 billion dollars (Census).
other-partner | In 2024 the U.S. deficit in goods with China was 68.5 billion dollars (Census).
wrong-number | In 2024 the U.S. deficit in goods with Japan was 68.5 billion yen (Census).
reversed | In 2024 the U.S. sold 68.5 billion dollars more goods to Japan than it bought (Census).
reversed | In 2024 the U.S. deficit in goods with Japan was not 68.5 billion dollars (Census).
definition | In 2024 the U.S. deficit in goods with Japan was 63 billion dollars on the balance of \
payments basis.
part-missing | In 2024 the U.S. deficit in goods with Japan was 68.5 billion dollars.
reversed | In 2024 the U.S. exported 68.5 billion dollars more goods to Japan than it imported (Census).
wrong-number | In 2024 the U.S. deficit in goods with Japan was 68.5 trillion dollars (Census).
definition | In 2024 the U.S. deficit with Japan in services was 63 billion dollars (CRS).
two-years | In 2024 the U.S. deficit in goods with Japan was 68.5 billion dollars, twice that of \
2020 (Census).
wrong-year | The U.S. trade deficit with Japan in goods was 68.5 billion dollars in 1994 (Census).
reversed | In 2024 Japan bought 68.5 billion dollars more goods from the U.S. than it sold (Census).
reversed | In 2024 Japan sold 68.5 billion dollars less in goods to the U.S. than it bought (Census).
reversed | In 2024 Japan imported 68.5 billion dollars more goods from the U.S. than it exported \
(Census).
part-missing | In 2024 the U.S. deficit with Japan was 63 billion dollars (CRS).
other-partner | In 2024 the U.S. deficit in goods with Korea was 68.5 billion dollars (Census).
two-years | In 2024 the U.S. deficit in goods with Japan was 68.5 billion dollars less than in \
2006 (Census).
other-number | In 2024 the U.S. deficit in goods with Japan was 68.5 billion dollars (Census), or 20 \
percent of U.S. imports.
reversed | In 2006 the United States exported 89.7 billion dollars more goods to Japan than it \
imported (Census).
wrong-number | In 2024 the U.S. deficit in goods with Japan was 58.5 billion dollars (Census).
wrong-year | In 2024 Japan had a smaller surplus in goods of 50 billion dollars with the U.S. (Census).
unit | In 2024 the U.S. deficit in goods with Japan was 68.5 (Census).
wrong-year | In 2024 the U.S. deficit in goods with Japan was over 80 billion dollars (Census).
reversed | The deficit of Japan with the U.S. in goods was 68.5 billion dollars in 2024 (Census).
wrong-number | In 1995 the U.S. deficit in goods with Japan was 95.1 billion dollars (Census).
definition | In 2024 the U.S. deficit in goods with Japan was 63 billion dollars (Census).
wrong-year | In 2024 the U.S. deficit in goods with Japan was under 60 billion dollars (Census).
part-missing | The U.S. deficit in goods with Japan was 68.5 billion dollars (Census, April 2025).
two-years | The deficit in goods with Japan fell from 55.5 billion dollars in 2020 to 60.1 \
billion in 2021 (Census) for the U.S.
part-missing | In 2024 the U.S. deficit in goods with Japan was 68.5 billion dollars (Trump).
definition | In 2024 the U.S. deficit in goods and services with Japan was 70 billion dollars (CRS).
wrong-year | In 2023 the U.S. deficit in goods with Japan was 68.5 billion dollars (Census Bureau).
part-missing | The U.S. deficit in goods with Japan is 68.5 billion dollars every year (Census).
part-missing | In 2024 the deficit was 68.5 billion dollars in goods (Census).
part-missing | In 2024 the U.S. had a deficit with Japan (goods, Census).
wrong-year | In 2022 the U.S. deficit in goods with Japan was 68.5 billion dollars (Census).
wrong-number | In 2024 the U.S. deficit in goods with Japan was 1 billion dollars (Census).
    """
    ),
    "5.4": (
        """
wrong-number | With AUKUS the weighted degree of the U.S. goes from 10 to 99; that does not show power.
wrong-number | With AUKUS the betweenness of the United States rises to 6.5; that does not show power.
wrong-number | With AUKUS the weighted degree of Japan rises from 10 to 12; that does not show power.
wrong-number | With AUKUS the degree of Australia falls from 4 to 3; that does not show weakness.
wrong-number | With AUKUS Australia's degree doubles, which says nothing of power.
wrong-number | With AUKUS the weighted degree of the U.S. rises by 3; that does not show power.
part-missing | With IPEF the density falls from 0.67 to 0.5, which proves nothing.
conclusion | With AUKUS the weighted degree of the U.S. goes from 10 to 12, so the U.S. is more \
powerful.
part-missing | With AUKUS the degree of Australia rises from 3 to 4.
part-missing | The degree of Australia rises from 3 to 4, which proves nothing.
part-missing | With AUKUS something rises from 3 to 4, which does not prove power.
part-missing | With AUKUS the degree of Australia rises, but that does not mean power.
part-missing | With the Japan-Philippines access agreement the degree of Japan rises from 5 to 6, \
which does not show power.
wrong-number | With ANZUS the betweenness of Australia goes from 0 to 2, but nothing follows.
wrong-number | With AUKUS the weighted degree of the U.S. goes from 12 to 10; that does not show power.
wrong-number | With AUKUS the weighted degree of the U.S. stays at 10, which does not show power.
conclusion | AUKUS raises the degree of Australia from 3 to 4 and proves that it is a hub.
part-missing | IPEF makes everybody's degree 12, and nothing about power follows.
part-missing | With AUKUS the density rises from 0.57 to 0.67, which proves nothing.
wrong-number | When we add AUKUS to the table, the US gets a degree of 8 where it had 5, but nothing \
tells us that it became more powerful.
part-missing | With the RAA with Australia the degree of Japan rises from 5 to 6, which does not \
show power.
wrong-number | Adding "aukus": USA's degree 5 to 6, weighted degree 10 to 13, betweenness 2.5 to \
5.5; these numbers do not measure power.
wrong-number | With ANZUS the degree of New Zealand is 3, which does not make it central.
part-missing | With AUKUS everybody's degree rises by one, but that says nothing about power.
wrong-number | With AUKUS the betweenness of the United States goes from 2.5 to 6; that shows no power.
wrong-number | With AUKUS the betweenness of the United States goes from 3 to 6; that shows no power.
wrong-number | With AUKUS the betweenness of Japan goes up to 5.5, and that of the U.S. stays at \
2.5, but that does not prove anything.
wrong-number | With AUKUS, the weighted degree of Australia increases by 60 percent, from 5 to 7, \
but power does not follow.
part-missing | A measure changes with AUKUS, and nothing follows.
wrong-number | With ANZUS the weighted degree of Australia goes from 5 to 8, which does not show power.
wrong-number | AUKUS adds four to Australia's weighted degree; no one may conclude from it that \
Australia is safe.
part-missing | With AUKUS the US weighted degree rises from 10 to 12.
wrong-number | With AUKUS the degree of the U.S. and Japan rises from 5 to 6, but that shows no power.
part-missing | With the Reciprocal Access Agreement with Australia, the weighted degree of the \
Philippines rises from 2 to 3, which proves nothing.
wrong-number | AUKUS would give the United States a betweenness of 2.5 (5.5 before), though that is \
no statement about its real influence.
wrong-number | With AUKUS the betweenness of Japan becomes 5.5, which is not evidence of anything.
conclusion | With AUKUS Australia becomes more important, because its degree rises from 3 to 4.
wrong-number | With ANZUS, the number of countries grows to seven and the US degree from 5 to 7; \
this does not make a hub.
part-missing | AUKUS changes nothing for Australia: its degree stays at 3, but that does not mean it \
is weak.
conclusion | The degree of Australia grows from 3 to 4 by AUKUS, so Australia is now a hub.
wrong-number | With AUKUS the betweenness of the U.S. doubles, which does not show power.
part-missing | With IPEF the density falls to 0, but that says nothing about power.
wrong-number | India's degree is unchanged at 4 with AUKUS; one must not infer that India is isolated.
conclusion | AUKUS raises US degree from 5 to 6, which means that the US is stronger.
wrong-number | With AUKUS the betweenness of the U.S. goes from 2.5 to 55; that does not show power.
wrong-number | Adding AUKUS lifts Australia's degree by two, but it doesn't say anything about how \
strong Australia is.
part-missing | The tie between Japan and Australia gets a weight of 4 instead of 2 with jpn-aus-raa, \
but that is not a measure of trust.
part-missing | With AUKUS the degree of the U.K. is 3, but that says nothing about power.
wrong-number | With AUKUS the degree of India falls from 3 to 2, which does not make it weak.
    """
    ),
}


def listed(sentences):
    return [
        (number, line.strip())
        for number, text in sentences.items()
        for line in text.strip().splitlines()
    ]


def exercise(number):
    return importlib.import_module(
        f"summit.classroom.answers.lesson{int(number[0]):02d}"
    ).EXERCISES[number]


def complete(number, answer):
    """Return whether an answer is Complete; nothing else but "Not yet" may be said, and briefly."""
    found = exercises.feedback(number, answer)
    assert (
        found.status in ("Complete", "Not yet") and 20 < len(found.message) <= LONGEST
    ), found
    return found.status == "Complete"


@pytest.mark.parametrize(("number", "sentence"), listed(SOUND))
def test_a_sound_sentence_is_complete(number, sentence):
    assert complete(number, sentence), exercises.feedback(number, sentence).message


@pytest.mark.parametrize(("number", "line"), listed(UNSOUND))
def test_an_unsound_sentence_is_not_and_its_fault_has_a_name(number, line):
    name, sentence = line.split(" | ", 1)
    found = exercises.feedback(number, sentence)
    assert not complete(number, sentence)
    assert found.misconception == name, found.message


def test_a_part_that_is_missing_is_named_and_so_are_those_found():
    message = exercises.feedback(
        "1.4", "Both leaders will seek to significantly increase investment."
    ).message
    found, missing = message.split("Not found by the check: ")
    assert (
        "the verb (seek)" in found
        and "investment" in found
        and missing.startswith("employment.")
    )


@pytest.mark.parametrize("number", ["1.4", "2.4", "3.3", "4.4", "5.4"])
def test_a_complete_answer_gets_a_model_to_compare_with_which_is_complete_itself(
    number,
):
    model = exercise(number).model
    model = model() if callable(model) else model
    assert complete(number, model)
    other = next(
        (line for name, line in listed(SOUND) if name == number and line != model),
        "Coercive.",
    )
    assert f"One way to say it: {model}" in exercises.feedback(number, other).message


@pytest.mark.parametrize("number", OPEN)
def test_no_answer_is_correct(number):
    said = " ".join(str(part) for part in vars(exercise(number)).values())
    assert "orrect" not in said


# Numbers against the tables: sentences made from them, true and then with one number changed

MEASURES = {
    "degree": "degree",
    "weighted": "weighted degree",
    "betweenness": "betweenness",
}
ADDED = {
    "aukus": "AUKUS",
    "anzus": "ANZUS",
    "ipef": "IPEF",
    "g7": "the G7",
    "jpn-aus-raa": "the Japan-Australia Reciprocal Access Agreement",
    "jpn-phl-raa": "the Japan-Philippines Reciprocal Access Agreement",
    "usa-kor-treaty": "the U.S.-ROK Mutual Defense Treaty",
    "usa-phl-treaty": "the U.S.-Philippines Mutual Defense Treaty",
}
NAMES = {
    "JPN": "Japan",
    "USA": "the United States",
    "AUS": "Australia",
    "IND": "India",
    "KOR": "the ROK",
    "PHL": "the Philippines",
}


def measured(*more):
    rows, named = (
        load("memberships"),
        load("partnerships").query("in_article")["partnership_id"],
    )
    return network.measures(rows[rows["partnership_id"].isin([*named, *more])])


@pytest.mark.parametrize("name", ADDED)
def test_every_measure_of_every_country_is_compared_with_the_table(name):
    before, after = measured(), measured(name)
    with answers.one_reading():
        for column, measure in MEASURES.items():
            for code, country in NAMES.items():
                old, new = (
                    float(before.loc[code, column]),
                    float(after.loc[code, column]),
                )
                verb = "rises" if new > old else "falls" if new < old else "goes"
                say = "With {} the {} of {} {} from {:g} to {:g}, which proves nothing.".format
                assert judge05.judge(
                    say(ADDED[name], measure, country, verb, old, new)
                ).complete
                for wrong in (new + 1, new + 10, 10 * new + 5):
                    assert not judge05.judge(
                        say(ADDED[name], measure, country, verb, old, wrong)
                    ).complete
                if old != new:
                    assert not judge05.judge(
                        say(ADDED[name], measure, country, verb, new, old)
                    ).complete
                    by = (
                        f"With {ADDED[name]} the {measure} of {country} changes by"
                        f" {abs(new - old):g}, which proves nothing."
                    )
                    assert judge05.judge(by).complete
                    assert not judge05.judge(
                        by.replace(f"{abs(new - old):g}", f"{abs(new - old) + 3:g}")
                    ).complete


def test_every_deficit_of_every_year_is_compared_with_the_tables():
    with answers.one_reading():
        for fact in (fact for fact in judge03.facts() if fact.deficit):
            size = round(fact.value / 1e9, 1)
            say = (
                f"In {fact.year} the U.S. deficit in {fact.object} with Japan was"
                f" {{:.1f}} billion dollars ({fact.basis}).".format
            )
            assert judge03.judge(say(size)).complete, say(size)
            for wrong in (size + 1.1, size - 2.3, size / 10, size + 20):
                assert not judge03.judge(say(wrong)).complete, say(wrong)


@pytest.mark.parametrize(
    "written",
    [
        "68.5 billion dollars",
        "$68.5bn",
        "68,5 billion dollars",
        "68,500 million dollars",
        "US$ 68.5 B",
        "68.5 billion U.S. dollars",
        "68 500 million dollars",
        "USD 68.5 billion",
        "\uff16\uff18.\uff15 billion dollars",
        "sixty-eight point five billion dollars",
        "about 68 billion dollars",
        "nearly 70 billion dollars",
        "68,467.7 million dollars",
        "$68,467,700,000",
        "more than 68 billion dollars",
    ],
)
def test_a_sum_can_be_written_in_many_ways(written):
    assert complete(
        "3.3", f"In 2024 the U.S. deficit in goods with Japan was {written} (Census)."
    )


@pytest.mark.parametrize(
    "written",
    [
        "68.5 million dollars",
        "68,5 million dollars",
        "685 billion dollars",
        "sixty-five billion dollars",
        "under 60 billion dollars",
        "over 90 billion dollars",
        "68.5 billion yen",
        "6.85 billion dollars",
    ],
)
def test_another_sum_is_not_taken_for_it(written):
    assert not complete(
        "3.3", f"In 2024 the U.S. deficit in goods with Japan was {written} (Census)."
    )


def test_a_changed_table_changes_the_verdict_and_the_model(monkeypatch):
    sentence = (
        "In 2024 the U.S. deficit in goods with Japan was 68.5 billion dollars (Census,"
        " April 2025)."
    )
    assert complete("3.3", sentence)
    tables = {name: load(name) for name in ("indicators", "memberships")}
    rows = tables["indicators"]
    rows.loc[rows["series_id"] == "us-goods-balance-april-2025", "value"] = -71_234.0
    rows.loc[
        (rows["series_id"] == "us-troops")
        & (rows["partner"] == "JPN")
        & (rows["year"] == 2009),
        "value",
    ] = 30_001
    tables["memberships"] = tables["memberships"].query(
        "partnership_id != 'aukus' or iso3 != 'GBR'"
    )
    monkeypatch.setattr(
        answers,
        "read_table",
        lambda name: tables[name] if name in tables else load(name),
    )
    assert not complete("3.3", sentence) and "71.2" in judge03.model()
    assert "fell" in judge02.model() and "30,001" in judge02.model()
    assert not complete(
        "2.4",
        "The number for Japan was 32,803 in 2007 and 47,913 in 2009, but the reporting"
        " changed.",
    )
    assert "10 to 11" in judge05.model()


# A text of one's own, ten codes, and a brief


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            (
                "One calls it coercion; the other calls it defense against coercion;"
                " both are coercive."
            ),
            "3, in 14 words: a rate of 214",
        ),
        ("\uff23oercion is bad", "1, in 3 words: a rate of 333"),
        ("Coercive.", "1, in 1 word: a rate of 1,000"),
        ("Coerced and coercing", "1, in 3"),
    ],
)
def test_a_text_with_a_high_rate_is_complete_and_the_rate_is_computed(text, words):
    assert complete("4.4", text) and words in exercises.feedback("4.4", text).message


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They coerce.", "other-spelling"),
        ("A calm sentence about the sea.", "no-match"),
        ("?", "no-word"),
        ("coercion " * 21, "too-long"),
        (
            (
                "Coercion is one of a good many things that a statement of this kind"
                " can name."
            ),
            "low-rate",
        ),
    ],
)
def test_a_text_with_a_low_rate_is_not(text, name):
    assert (
        not complete("4.4", text)
        and exercises.feedback("4.4", text).misconception == name
    )


CODES = [
    "done",
    "restated",
    "under way",
    "under way",
    "stalled",
    "nothing found",
    "overtaken",
    "nothing found",
    "under way",
    "restated",
]


@pytest.mark.parametrize(
    "codes",
    [
        CODES,
        tuple(CODES),
        pd.Series(CODES),
        pd.Index(CODES),
        [code.upper().replace(" ", "_") for code in CODES],
        [code.replace("under way", "underway") for code in CODES],
        [code.replace(" ", "-") for code in CODES],
        ["\uff44one", *CODES[1:]],
        [f" {code}. " for code in CODES],
    ],
)
def test_ten_codes_are_read_however_they_are_written(codes):
    assert complete("6.1", codes) and coders.codes(codes) == CODES


@pytest.mark.parametrize(
    ("codes", "name", "words"),
    [
        (CODES[:9], "length", "9 statuses"),
        (CODES[:1] * 10, "all-the-same", "all ten the same"),
        (["kept", *CODES[1:]], "unknown-status", "kept"),
        ([1, 5, 4, 4, 3, 5, 2, 6, 4, 4], "numbers", "not the numbers"),
        ([*CODES[:9], ...], "empty-place", "empty place"),
        (["not found", *CODES[1:]], "unknown-status", 'Did you mean "nothing found"?'),
        ("done, restated", "no-list", "a list of ten"),
        (["not done", *CODES[1:]], "unknown-status", "nothing found."),
    ],
)
def test_other_codes_are_refused_by_name(codes, name, words):
    found = exercises.feedback("6.1", codes)
    assert (
        not complete("6.1", codes)
        and found.misconception == name
        and words in found.message
    )


BRIEF = """
Claim: By 26 May 2026, 12 of the 18 commitments with a step were not in the article.
Figures: 06-status, 06-article
Sources: statement-2025, article-2025, mofa-iwaya-rubio-2025
Counter-argument: It leaves out 25 of 47, so most steps fall outside it whatever it chose.
Brief: By our code, 6 of 14 commitments carried in full and 12 of 25 left out have seen a
step, 43 and 48 percent; of the eight carried in part none has. No 2+2 meeting, which the
statement orders and the article omits, was found up to 26 May 2026.
"""
CLAIM = "By 26 May 2026, 12 of the 18 commitments with a step were not in the article."
COUNTER = "It leaves out 25 of 47, so most steps fall outside it whatever it chose."
TEXT = BRIEF[BRIEF.index("By our code") :].strip()


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "brief",
    [
        BRIEF,
        BRIEF.replace("\n", "\r\n").lower(),
        BRIEF + "Sources: I used three.",
        BRIEF.replace("Claim:", "- **Claim:**")
        .replace("Counter-argument:", "4. Counterargument:")
        .replace("Figures:", "# Figure :"),
        BRIEF.replace(
            "06-status, 06-article", "figures/06-status.png and 06-article.png; "
        ),
        BRIEF.replace(
            CLAIM,
            "The article leaves out more than half of what the two leaders promised.",
        ),
        BRIEF.replace(
            CLAIM,
            "The U.S. trade deficit with Japan is smaller than the President said.",
        ),
        BRIEF.replace(CLAIM, "17 of the 47 commitments were under way by May 2026."),
        BRIEF.replace(
            CLAIM,
            "25 of the 47 commitments were under way by May 2026, by the second coder.",
        ),
    ],
)
def test_a_brief_in_its_form_is_complete_and_the_form_is_all(brief):
    assert complete("6.5", brief), exercises.feedback("6.5", brief).message
    assert (
        "Form is all that a check can see" in exercises.feedback("6.5", brief).message
    )


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("claim", "remarked"),
    [
        (CLAIM, False),
        (
            "The article leaves out more than half of what the two leaders promised.",
            False,
        ),
        ("The article hides most of what the leaders promised.", True),
    ],
)
def test_a_claim_without_a_number_gets_a_remark(claim, remarked):
    brief = BRIEF.replace(CLAIM, claim)
    assert complete("6.5", brief)
    said = exercises.feedback("6.5", brief).message
    assert ("your claim has no number" in said) is remarked, said


@pytest.mark.usefixtures("known")
def test_a_source_that_is_not_there_is_named_whole():
    brief = BRIEF.replace(
        "statement-2025, article-2025, mofa-iwaya-rubio-2025", "White House, MOFA"
    )
    assert 'no source "white house"' in exercises.feedback("6.5", brief).message


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (BRIEF, "It was a good summit.", "part-missing"),
        (TEXT, "blah " * 60, "no-text"),
        (CLAIM, "bananas " * 12, "no-sentence"),
        (CLAIM, "Bananas are eaten by many small red monkeys.", "nothing-to-check"),
        (CLAIM, "one sentence that can be checked", "template"),
        (COUNTER, "the best objection, fairly put", "template"),
        (
            "06-status, 06-article",
            "06-status, another one from figures/README.md",
            "template",
        ),
        (CLAIM, "19 of 18 steps are not in the article.", "wrong-number"),
        (CLAIM, "All 52 commitments were kept by May 2026.", "wrong-number"),
        (CLAIM, "30 of the 47 commitments were done by May 2026.", "wrong-number"),
        (COUNTER, "blah " * 12, "short-counter-argument"),
        (COUNTER, "It leaves out.", "short-counter-argument"),
        (TEXT, "Too short.", "too-short"),
        (TEXT, f"{TEXT} " * 6, "too-long"),
        (
            TEXT,
            "bananas are small and red and they eat the green apples of a garden " * 4,
            "no-text",
        ),
        ("06-status,", "06-tiles,", "no-such-figure"),
        ("06-status, ", "", "too-few-figures"),
        ("article-2025,", "the article,", "no-such-source"),
        ("article-2025,", "statement-2025,", "too-few-sources"),
        (
            "statement-2025, article-2025, mofa-iwaya-rubio-2025",
            "cna-summit-2025, fxstreet-summit-2025, article-2025",
            "no-official-source",
        ),
        (TEXT, "x" * 30_000, "too-long"),
    ],
)
def test_a_brief_without_form_is_not_and_its_fault_has_a_name(old, new, name):
    brief = BRIEF.replace(old, new)
    found = exercises.feedback("6.5", brief)
    assert (
        brief != BRIEF and not complete("6.5", brief) and found.misconception == name
    ), found


LIMITS = """
The chart does not show what the second coder thought of it.
It doesn't tell us why the article left these commitments out.
This says nothing about what happened after May 2026.
My chart cannot show whether a commitment was important.
The bars only count commitments and do not weigh them.
What became of them in secret is not visible in this chart.
It leaves out the events that no newspaper reported.
Nobody can see from this chart who caused these steps.
The chart hides that some groups are very small.
From these numbers we do not know if Japan or the US acted first.
The groups are very small, so one more step would change much.
We cannot see why.
There is no information about when it was done.
""".strip().split("\n")


def drawn(title="Events by theme", kind="barh", values=(3, 2), index=("a", "b")):
    """Return the Axes of a chart, as .plot gives it."""
    plt.close("all")
    return getattr(pd.Series(values, index=list(index)).plot, kind)(title=title)


@pytest.mark.parametrize("limit", LIMITS)
def test_a_chart_and_a_sentence_that_names_a_limit_are_complete(limit):
    assert complete("6.7", [drawn(), limit]), exercises.feedback(
        "6.7", [drawn(), limit]
    ).message


@pytest.mark.parametrize(
    "answer",
    [
        lambda: (LIMITS[1], drawn()),
        lambda: [drawn(kind="line"), LIMITS[1]],
        lambda: [drawn(kind="bar"), pd.Series([LIMITS[1]])],
        lambda: [drawn(kind="pie"), LIMITS[1]],
        lambda: [drawn().figure, LIMITS[1]],
    ],
)
def test_any_kind_of_chart_and_of_list_will_do(answer):
    assert complete("6.7", answer())


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda: drawn(), "sentence-missing"),
        (lambda: [drawn(), ""], "sentence-missing"),
        (lambda: [drawn(), ...], "sentence-missing"),
        (lambda: [drawn(), LIMITS[1], LIMITS[2]], "sentence-missing"),
        (lambda: LIMITS[0], "chart-missing"),
        (lambda: [..., LIMITS[0]], "chart-missing"),
        (lambda: [pd.Series([1, 2]), LIMITS[0]], "chart-missing"),
        (lambda: 47, "no-chart"),
        (lambda: [..., ...], "no-chart"),
        (lambda: [drawn(""), LIMITS[1]], "no-title"),
        (lambda: [drawn("Title"), LIMITS[1]], "no-title"),
        (lambda: [plt.subplots()[1], LIMITS[1]], "empty-chart"),
        (
            lambda: [drawn("How sure we are of our codes"), LIMITS[1]],
            "title-of-example",
        ),
        (lambda: [drawn(values=(0, 0)), LIMITS[1]], "nothing-drawn"),
        (
            lambda: [drawn(), "The chart shows the events after the summit."],
            "part-missing",
        ),
        (lambda: [drawn(), "It does not show."], "part-missing"),
        (
            lambda: [drawn(), "Bananas are not small red monkeys of the garden."],
            "part-missing",
        ),
        (lambda: [drawn(), "It does not show this. " * 60], "too-long"),
        (lambda: [drawn(), judge06.EXAMPLE.capitalize() + "."], "template"),
    ],
)
def test_what_is_missing_of_ones_own_question_has_a_name(answer, name):
    found = exercises.feedback("6.7", answer())
    assert found.status == "Not yet" and found.misconception == name, found
    plt.close("all")


def test_a_chart_of_too_many_bars_is_complete_with_a_way_to_fewer():
    answer = [drawn(values=range(1, 51), index=range(50)), LIMITS[1]]
    assert complete("6.7", answer)
    assert ".head(10)" in exercises.feedback("6.7", answer).message
    plt.close("all")


# The helpers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12,110 and 12.110", [{12110, 12.11}, {12110, 12.11}]),
        ("1,234,567.8", [{1234567.8}]),
        ("2,5 to 5,5", [{2.5}, {5.5}]),
        ("47 913", [{47913}]),
        ("twelve thousand", [{12000}]),
        ("thirty-five thousand eight hundred and three", [{35803}]),
        ("nineteen eighty-seven", [{1987}]),
        ("sixty-eight and a half billion", [{68.5e9}]),
        ("-$68.5bn", [{-68.5e9}]),
        ("minus 3", [{-3}]),
        ("rises by one", [{1}]),
        ("no one of them", []),
        ("the 1st G7, 06-status", []),
        ("2.57 times", [{2.57}]),
        ("it doubles", [{2}]),
        (".67", [{0.67}]),
        ("9" * 500, [set()]),
        ("two-way trade", []),
    ],
)
def test_numbers_are_read(text, values):
    assert [
        {value for value, _ in number.readings} for number in numbers(plain(text))
    ] == values


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("In 2024", ["year"]),
        ("2007-09", ["year", "year"]),
        ("'07 to \u201909", ["year", "year"]),
        ("7 February 2025", ["date"]),
        ("April 2025", ["date"]),
        ("2025-02-07", ["date"]),
        ("1999 troops", ["number"]),
        ("in 2009 more troops", ["year"]),
        ("2007, 2009", ["year", "year"]),
        ("mid-2024", ["year"]),
    ],
)
def test_years_and_dates_are_no_numbers(text, kinds):
    assert [number.kind for number in numbers(plain(text))] == kinds


@pytest.mark.parametrize(
    ("written", "true", "fits"),
    [
        ("34 percent", 33.8, True),
        ("34.0 percent", 33.8, False),
        ("12,000", 12110, True),
        ("10,000", 12110, False),
        ("about 70", 68.5, True),
        ("over 60", 68.5, True),
        ("over 70", 68.5, False),
        ("under 70", 68.5, True),
        ("under 60", 68.5, False),
        ("2 times", 2.2, False),
        ("2.5", 2.5, True),
    ],
)
def test_a_rounded_number_fits_what_it_rounds(written, true, fits):
    assert numbers(plain(written))[0].fits(true) is fits


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rises from 10 to 12", ["before", "after"]),
        ("to 12 from 10", ["after", "before"]),
        ("is 4 instead of 3", ["after", "before"]),
        ("by 3", ["change"]),
        ("3 more", ["change"]),
        ("10 -> 12", ["before", "after"]),
        ("7, up from 5", ["after", "before"]),
        ("from 35,803 in 2007 to 47,913", ["before", "after"]),
    ],
)
def test_the_place_of_a_number_tells_its_role(text, told):
    text = plain(text)
    found = roles(text, [number for number in numbers(text) if number.kind == "number"])
    assert [found.get(place) for place in range(len(told))] == told


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("they will not seek", True),
        ("they won\u2019t seek", True),
        ("not only seek", False),
        ("no deal, but they seek", False),
        ("they seek", False),
        ("without a promise: they seek", False),
        ("they refuse to seek", True),
        ("they dont seek", True),
    ],
)
def test_what_is_denied_is_told_from_what_is_said(text, no):
    assert denied(matches(r"\bseek\b", plain(text))[0]) is no


def test_the_united_states_has_one_name():
    written = [
        "U.S.",
        "US",
        "USA",
        "U.S.A.",
        "the United States",
        "the United States of America",
        "America",
        "\uff35\uff33",
    ]
    assert {plain(f"{name} trade") for name in written} == {"usa trade"}
    assert "usa" not in plain("it tells us nothing") and plain("American") == "usa"


PIECES = [
    "1,",
    "9 ",
    "-",
    "$",
    " not",
    "from 1 to ",
    "hundred and ",
    "<0>",
    "japan ",
    "the same ",
    "usa and ",
    "two thousand ",
    "(",
    '"',
    "\\",
    "2007 ",
    "\u0663",
    "\u00bd",
    "\u200b",
    "\U0001f600",
    "\n",
    "Claim:",
    "'s ",
    "AUKUS ",
    "more than ",
    "because ",
    "=> ",
]


def test_thousands_of_odd_texts_never_raise():
    """What is typed may be half a sentence, two in one, or none; feedback would hide a raise."""
    pick = random.Random("2025-02-07")
    sentences = [line for _, line in listed(SOUND) + listed(UNSOUND)]
    judges = [
        judge01.judge,
        judge02.judge,
        judge03.judge,
        judge05.judge,
        judge06.judge_brief,
    ]

    def odd():
        one, other = pick.choice(sentences), pick.choice(sentences)
        return pick.choice(
            [
                one[: pick.randrange(len(one))] + other[pick.randrange(len(other)) :],
                pick.choice(PIECES) * pick.randint(1, 150),
                "".join(pick.choice(PIECES) for _ in range(pick.randint(1, 60))),
                " ".join(pick.sample(one.split(), len(one.split()))),
                "".join(
                    chr(pick.randrange(1, 0x3100)) for _ in range(pick.randint(1, 120))
                ),
                one.upper() + pick.choice(PIECES),
                one * 20,
            ]
        )

    with answers.one_reading():
        for _ in range(450):
            text = odd()
            for judge in judges:
                found = judge(text)
                assert (
                    isinstance(found.complete, bool) and len(found.message) <= LONGEST
                ), text
