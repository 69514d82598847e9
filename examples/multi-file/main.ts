/**
 * Adds up all orders.
 *
 *     npx tsx main.ts <URL of the API>
 */
import { type Order, ShopClient } from './client/index.ts';

const shop = new ShopClient({ baseUrl: process.argv[2] });
const cents = ({ total }: Order): number => total;

let sum = 0;
let count = 0;
for await (const order of shop.orders.list({ page_size: 50 })) {
  sum += cents(order);
  count += 1;
}
const customers = await shop.customers.list().toArray({ max: 1000 });
console.log(`${count} orders of ${customers.length} customers, ${Number.isFinite(sum) ? 'added up' : 'not numbers'}`);
